"""Sentences of the catalogue: the rules of access, where each comes from, and what the sheet of measurements says.

Sources: the notice of the Ministry of Science and ICT on access to information for disabled and elderly people as announced for revision on
2025-07-17 (MSIT), article 10-2 of the enforcement decree of the Disability Discrimination Act, the NIA guideline of 2021 (KS X 9211 family),
WCAG 2.2; "our own" is stricter than these or beside them.
"""

from kiosk.model import Text

_MSIT = Text("과기정통부 고시 (2025-07-17 개정 행정예고)", "MSIT notice (revision announced 2025-07-17)")
_NIA = Text("NIA 무인정보단말기 지침 (2021, KS X 9211 계열)", "NIA kiosk guideline (2021, KS X 9211 family)")
_DECREE = Text("장애인차별금지법 시행령 제10조의2", "Enforcement decree of the Disability Discrimination Act, art. 10-2")
_OWN = Text("자체 기준 (docs/design-system.md)", "our own (docs/design-system.md)")

TABLE: dict[str, Text] = {
    "about.accessibility": Text(
        "화면의 접근성을 밀리미터로 재고 점검표를 만듭니다", "Measure in millimetres who can use the screens, and write the sheet of it."
    ),
    "help.accessibility.panel": Text("화면 크기, mm (기본값: %(default)s)", "the panel's size in mm (default: %(default)s)"),
    "help.accessibility.mount": Text(
        "바닥에서 화면 아래 끝까지의 높이, mm (기본값: %(default)s)",
        "the height of the panel's lower edge above the floor, mm (default: %(default)s)",
    ),
    "help.accessibility.angle": Text("뒤로 기운 각도 (기본값: %(default)s)", "how far it leans back, degrees (default: %(default)s)"),
    "help.accessibility.out": Text(
        "점검표(accessibility.csv, accessibility.pdf)를 저장할 폴더", "where to write the sheet: accessibility.csv and accessibility.pdf"
    ),
    "help.accessibility.page": Text("이 화면만", "this page alone"),
    "accessibility.cannot_write": Text(
        "{folder}에 점검표를 저장할 수 없습니다: {detail}. 다른 폴더를 --out으로 지정해 주세요.",
        "The sheet cannot be saved in {folder}: {detail}. Name another folder with --out.",
    ),
    "accessibility.title": Text("무인정보단말기 접근성 점검표", "Kiosk accessibility sheet"),
    "accessibility.on": Text(
        "{day} · 화면 {width} x {height} mm · 아래 끝 높이 {mount} mm · 기울기 {angle}° · {pixels} 픽셀",
        "{day} · panel {width} x {height} mm · lower edge at {mount} mm · leaning {angle}° · {pixels} pixels",
    ),
    "accessibility.column.rule": Text("항목", "Rule"),
    "accessibility.column.source": Text("근거", "Source"),
    "accessibility.column.measured": Text("측정값", "Measured"),
    "accessibility.column.limit": Text("기준", "Limit"),
    "accessibility.column.result": Text("판정", "Result"),
    "accessibility.column.where": Text("가장 나쁜 곳", "Worst at"),
    "accessibility.pass": Text("적합", "pass"),
    "accessibility.fail": Text("부적합", "fail"),
    "accessibility.on_site": Text("현장 확인", "check on site"),
    "accessibility.foot": Text(
        "측정값은 실제로 그린 화면의 픽셀에서 잰 값이며, 화면마다 가장 나쁜 값입니다. '현장 확인'은 소프트웨어로 잴 수 없어 설치 뒤 사람이 확인해야 합니다.",
        "Measured on the pixels of the screens as they are drawn; the worst of all pages is told. What software cannot measure is to be checked by a person where the kiosk stands.",
    ),
    # what is measured
    "accessibility.text": Text("글자 높이 ('한'의 잉크)", "Height of text (ink of 한)"),
    "accessibility.contrast": Text("글자 명도 대비", "Contrast of text"),
    "accessibility.contrast_high": Text("고대비 화면의 글자 명도 대비", "Contrast of text in high contrast"),
    "accessibility.zoom": Text("확대했을 때 가장 작은 글자의 배율", "Magnification of the smallest text"),
    "accessibility.zoom_whole": Text("200 % 확대에서 남는 내용", "What is left of the words at 200 %"),
    "accessibility.reach": Text("낮은 화면에서 가장 높은 조작부의 높이", "Highest control in the low position, above the floor"),
    "accessibility.target": Text("누르는 곳의 짧은 변", "Shorter side of touch targets"),
    "accessibility.keys": Text("방향키와 확인 키로 갈 수 있는 조작부", "Controls that arrow keys and OK lead to"),
    "accessibility.focus": Text("초점이 눈에 보이는 조작부", "Controls that show the focus"),
    "accessibility.named": Text("이름이 있는 조작부 (음성 안내용)", "Controls with a name to be spoken"),
    "accessibility.time": Text("자동으로 끝나기 전 남은 시간을 알리는 때", "Time left is told before the visit ends"),
    "accessibility.time_asked": Text("자동으로 끝나기 전 화면 가득 묻는 때", "The screen asks before the visit ends"),
    "accessibility.more": Text("모든 화면에 시간 더 쓰기", "More time on every page"),
    "accessibility.call": Text("모든 화면에 직원 호출", "Staff call on every page"),
    "accessibility.volume": Text("모든 화면에 소리 크기 조절", "Volume on every page"),
    "accessibility.voice": Text("안내 문장이 있는 화면", "Pages with a sentence to be spoken"),
    "accessibility.colour": Text("색 말고도 표시와 말로 구별되는 판정", "Verdicts told apart by sign and word, not colour alone"),
    "accessibility.word": Text("게이트 판정 낱말의 높이 (한국어)", "Height of the gate's verdict word (Korean)"),
    # where each comes from
    "accessibility.text.source": _MSIT,
    "accessibility.contrast.source": _NIA,
    "accessibility.contrast_high.source": Text("WCAG 2.2 1.4.6 (AAA)", "WCAG 2.2 1.4.6 (AAA)"),
    "accessibility.zoom.source": Text(f"{_MSIT.ko}, 편의 항목", f"{_MSIT.en}, convenience items"),
    "accessibility.zoom_whole.source": Text(f"{_MSIT.ko}, 편의 항목", f"{_MSIT.en}, convenience items"),
    "accessibility.reach.source": _NIA,
    "accessibility.target.source": _OWN,
    "accessibility.keys.source": _MSIT,
    "accessibility.focus.source": Text("WCAG 2.2 2.4.7, 2.4.13", "WCAG 2.2 2.4.7, 2.4.13"),
    "accessibility.named.source": Text("WCAG 2.2 4.1.2", "WCAG 2.2 4.1.2"),
    "accessibility.time.source": Text("WCAG 2.2 2.2.1", "WCAG 2.2 2.2.1"),
    "accessibility.time_asked.source": _OWN,
    "accessibility.more.source": Text("WCAG 2.2 2.2.1", "WCAG 2.2 2.2.1"),
    "accessibility.call.source": _DECREE,
    "accessibility.voice.source": _NIA,
    "accessibility.volume.source": _NIA,
    "accessibility.colour.source": Text("WCAG 2.2 1.4.1", "WCAG 2.2 1.4.1"),
    "accessibility.word.source": _OWN,
    # what software cannot measure
    "accessibility.beacon": Text("키오스크 위치를 알리는 음성 장치", "Voice device that tells where the kiosk is"),
    "accessibility.beacon.source": _DECREE,
    "accessibility.certificate": Text("검증 기준을 충족한 기기의 확인서", "Certificate of a verified device"),
    "accessibility.certificate.source": _DECREE,
    "accessibility.approach": Text("휠체어 접근 공간과 무릎 공간", "Wheelchair approach and knee room"),
    "accessibility.approach.source": _DECREE,
    "accessibility.tactile": Text("점자블록 또는 바닥재 구분", "Tactile blocks or a distinct floor"),
    "accessibility.tactile.source": _DECREE,
    "accessibility.keypad": Text("촉각 표시가 있는 키패드 또는 원격 입력", "Keypad with tactile marks, or remote input"),
    "accessibility.keypad.source": _MSIT,
    "accessibility.earphone": Text("이어폰 단자와 들리는 음량", "Earphone socket, and how loud it is heard"),
    "accessibility.earphone.source": _NIA,
    "accessibility.pronunciation": Text("음성의 알아듣기 쉬움 (사람이 들음)", "Whether the voice is understood (by listeners)"),
    "accessibility.pronunciation.source": _NIA,
    "accessibility.glare": Text("설치 자리의 빛 반사", "Glare where it stands"),
    "accessibility.glare.source": _OWN,
    "accessibility.notice": Text("이용 방법과 도움 요청 안내문", "Notice of how to use it and how to get help"),
    "accessibility.notice.source": _DECREE,
}  # fmt: skip
