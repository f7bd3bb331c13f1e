"""Sentences of the catalogue: hand scanners, their states and the self-test sheet."""

from kiosk.model import Text

TABLE: dict[str, Text] = {
    "scanner.ok": Text("스캐너가 정상입니다.", "The hand scanner is working."),
    "scanner.missing": Text(
        "스캐너를 찾을 수 없습니다. 케이블과 포트를 확인해 주세요. 연결되면 저절로 다시 시작합니다.",
        "The hand scanner was not found. Check its cable and port; it starts by itself once it is there.",
    ),
    "scanner.busy": Text(
        "다른 프로그램이 스캐너 포트를 쓰고 있습니다. 그 프로그램을 닫아 주세요.",
        "Another program is using the hand scanner's port. Please close that program.",
    ),
    "scanner.denied": Text(
        "스캐너 포트를 쓸 권한이 없습니다. (Linux: 사용자를 dialout 그룹에 추가)",
        "This program may not use the hand scanner's port (Linux: add the user to the group dialout).",
    ),
    "scanner.lost": Text(
        "스캐너 연결이 끊겼습니다. 케이블을 확인해 주세요. 연결되면 저절로 다시 시작합니다.",
        "The hand scanner is lost. Check its cable; it starts again by itself.",
    ),
    "scanner.off": Text("스캐너를 쓰지 않습니다.", "The hand scanner is off."),
    "scanner.sheet.title": Text("스캐너 점검표", "Hand scanner self-test"),
    "scanner.sheet.open": Text("게이트의 직원 메뉴에서 '핸드 스캐너'를 엽니다.", "At the gate, open “Hand scanner” in the staff menu."),
    "scanner.sheet.scan": Text("위 코드를 한 번 스캔합니다.", "Scan the code above, once."),
    "scanner.sheet.change": Text(
        "화면에 노란색으로 표시된 항목을 스캐너에서 바꾸고 다시 스캔합니다.",
        "Change on the scanner what the screen marks in amber, and scan again.",
    ),
    "scanner.sheet.best": Text(
        "가장 좋은 설정: 키보드 미국 영어(US), 접미사 Enter(CR), 접두사 없음, 대소문자 그대로, 글자 사이 지연 0.",
        "Best settings: keyboard US English, suffix Enter (CR), no prefix, case as it is, no delay between characters.",
    ),
    "scanner.sheet.written": Text(
        "점검표를 {file}에 저장했습니다. 실제 크기로 인쇄하세요.", "The sheet is in {file}. Print it in its actual size."
    ),
    "doctor.name.scanner": Text("스캐너", "Hand scanner"),
    "doctor.scanner.none": Text(
        "시리얼 포트에 연결된 스캐너가 없습니다. 키보드 방식 스캐너는 그대로 쓸 수 있습니다.",
        "Nothing is connected to a serial port. Scanners that type work without one.",
    ),
    "doctor.scanner.ports": Text(
        "시리얼 포트: {ports}. 쓰려면 직원 메뉴에서 고르거나 --scanner로 지정하세요.",
        "Serial ports: {ports}. To use one, choose it in the staff menu or name it with --scanner.",
    ),
    "doctor.scanner.good": Text("{port}의 스캐너가 연결되어 있습니다.", "The scanner on {port} is connected."),
    "doctor.scanner.away": Text(
        "고른 스캐너({port})가 없습니다. 케이블을 확인하세요. 지금 있는 포트: {ports}.",
        "The chosen scanner ({port}) is not there. Check its cable. Ports there are: {ports}.",
    ),
}
