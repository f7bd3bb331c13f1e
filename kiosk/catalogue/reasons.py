"""Sentences of the catalogue: what each verdict says. ``reason.<name>.word``, ``.sentence`` and ``.next`` (the next step, or nothing).

Where a sentence names a value that may be unknown there is a ``.sentence_unfilled``; a next step that needs a place to go has a
``.next_nowhere``; one that speaks to people coming in has a ``.next_exit``. The screens say the same through Qt Linguist.
"""

from kiosk.model import Reason, Text

_NOTHING = Text("", "")
_ASK_STEWARD = Text("직원에게 문의해 주세요.", "Please ask the steward.")
_ASK_REGISTRATION = Text("등록데스크에 문의해 주세요.", "Please ask the registration desk.")
_ASK_INFORMATION = Text("안내데스크에 문의해 주세요.", "Please ask the information desk.")

_TEXTS: dict[Reason, tuple[Text, Text, Text]] = {
    Reason.ADMITTED: (
        Text("입장", "Welcome"),
        Text("환영합니다. 들어가세요.", "Please go in."),
        _NOTHING,
    ),
    Reason.ADMITTED_AGAIN: (
        Text("재입장", "Welcome back"),
        Text("다시 오셨네요. 들어가세요.", "Please go in."),
        _NOTHING,
    ),
    Reason.EXIT_RECORDED: (
        Text("퇴장", "Goodbye"),
        Text("퇴장을 기록했습니다.", "Your exit is recorded."),
        Text("안녕히 가세요.", "See you again."),
    ),
    Reason.LET_IN_BY_STAFF: (
        Text("입장", "Welcome"),
        Text("직원이 확인했습니다.", "Our staff checked your badge."),
        Text("들어가세요.", "Please go in."),
    ),
    Reason.SIGNED_NOT_LISTED: (
        Text("입장", "Welcome"),
        Text("환영합니다. 들어가세요.", "Please go in."),
        _NOTHING,
    ),
    Reason.JUST_SCANNED: (
        Text("확인됨", "All set"),
        Text("방금 확인한 명찰입니다.", "We have just read this badge."),
        Text("그대로 들어가세요.", "Please go on in."),
    ),
    Reason.ALREADY_INSIDE: (
        Text("이미 입장", "Already in"),
        Text("{ago} 전에 입장한 명찰입니다.", "This badge came in {ago} ago."),
        Text("직원에게 보여 주세요.", "Please see the steward here."),
    ),
    Reason.NEEDS_ID: (
        Text("신분 확인", "ID, please"),
        Text("본인 확인이 필요합니다.", "We need to see your ID."),
        Text("신분증을 직원에게 보여 주세요.", "Please show it to the steward."),
    ),
    Reason.OFFLINE_ASK_STAFF: (
        Text("직원 확인", "One moment"),
        Text("네트워크가 끊겨 바로 확인할 수 없습니다.", "We cannot check this offline."),
        Text("직원이 도와드립니다.", "The steward will help you."),
    ),
    Reason.OFFLINE_REFUSED: (
        Text("확인 필요", "Cannot check"),
        Text("네트워크가 끊겨 확인할 수 없습니다.", "We cannot check this offline."),
        _ASK_STEWARD,
    ),
    Reason.WRONG_ZONE: (
        Text("다른 구역", "Not this zone"),
        Text("이 명찰로는 들어갈 수 없는 곳입니다.", "Your badge is for another zone."),
        Text("아래 구역으로 가 주세요.", "Please go here:"),
    ),
    Reason.BY_INVITATION: (
        Text("초청 전용", "By invitation"),
        Text("초청받은 분만 들어갈 수 있는 곳입니다.", "This zone is for invited guests."),
        _ASK_STEWARD,
    ),
    Reason.NOT_OPEN_YET: (
        Text("시작 전", "Not open yet"),
        Text("{at}부터 들어갈 수 있습니다.", "Entry starts at {at}."),
        Text("시간에 맞춰 다시 와 주세요.", "Please come back then."),
    ),
    Reason.CLOSED: (
        Text("입장 마감", "Closed"),
        Text("오늘 입장은 {at}에 끝났습니다.", "Entry ended at {at} today."),
        _ASK_INFORMATION,
    ),
    Reason.WRONG_DAY: (
        Text("다른 날짜", "Not today"),
        Text("오늘 쓰는 명찰이 아닙니다. 이용일: {days}", "This badge is for {days}."),
        _ASK_REGISTRATION,
    ),
    Reason.ZONE_FULL: (
        Text("잠시 대기", "Full for now"),
        Text("지금은 자리가 없습니다.", "There is no room at the moment."),
        Text("자리가 나면 차례로 안내합니다.", "Please wait for the steward's call."),
    ),
    Reason.NO_REENTRY: (
        Text("입장 완료", "Once only"),
        Text("한 번만 들어갈 수 있는 곳입니다.", "This zone can be entered once."),
        _ASK_STEWARD,
    ),
    Reason.NOT_CHECKED_IN: (
        Text("접수 먼저", "Check in first"),
        Text("아직 접수하지 않은 명찰입니다.", "You have not checked in yet."),
        Text("등록데스크에서 접수해 주세요.", "Please go to the registration desk."),
    ),
    Reason.REPLACED: (
        Text("이전 명찰", "Old badge"),
        Text("새 명찰이 발급되었습니다.", "A newer badge replaced this one."),
        Text("새 명찰을 비춰 주세요.", "Please show your new badge."),
    ),
    Reason.REVOKED: (
        Text("명찰 취소", "Cancelled"),
        Text("취소되어 쓸 수 없는 명찰입니다.", "This badge has been cancelled."),
        _ASK_REGISTRATION,
    ),
    Reason.BLOCKED: (
        Text("안내 필요", "Please ask us"),
        Text("지금은 쓸 수 없는 명찰입니다.", "This badge cannot be used now."),
        Text("등록데스크에서 안내해 드립니다.", "The registration desk will help you."),
    ),
    Reason.NOT_VALID_YET: (
        Text("사용 전", "Not valid yet"),
        Text("{at}부터 쓸 수 있는 명찰입니다.", "This badge is valid from {at}."),
        Text("시간에 맞춰 다시 와 주세요.", "Please come back then."),
    ),
    Reason.EXPIRED: (
        Text("기간 만료", "Expired"),
        Text("쓸 수 있는 기간이 지난 명찰입니다.", "This badge is no longer valid."),
        _ASK_REGISTRATION,
    ),
    Reason.UNKNOWN_CODE: (
        Text("확인 불가", "Not found"),
        Text("명단에 없는 명찰입니다.", "This badge is not on our list."),
        Text("등록데스크에서 도와드립니다.", "The registration desk will help you."),
    ),
    Reason.NOT_OUR_CODE: (
        Text("다른 QR", "Other code"),
        Text("행사 명찰의 QR이 아닙니다.", "This is not an event badge."),
        Text("목에 건 명찰을 비춰 주세요.", "Please show the badge you wear."),
    ),
    Reason.DAMAGED_SIGNATURE: (
        Text("다시 발급", "Can't verify"),
        Text("명찰의 QR을 확인할 수 없습니다.", "We cannot verify this badge."),
        Text("등록데스크에서 다시 인쇄해 드립니다.", "The registration desk can reprint it."),
    ),
    Reason.SIGNER_WITHDRAWN: (
        Text("다시 발급", "Print again"),
        Text("이 명찰의 QR은 더 이상 쓸 수 없습니다.", "This badge's code is no longer valid."),
        Text("등록데스크에서 다시 인쇄해 드립니다.", "The registration desk can reprint it."),
    ),
    Reason.CONFIRMATION_CODE: (
        Text("명찰 먼저", "Badge first"),
        Text("예약 확인용 QR입니다.", "This QR is your confirmation."),
        Text("등록데스크에서 명찰을 받아 주세요.", "Please get your badge at the desk."),
    ),
    Reason.ENTRY_ONLY: (
        Text("입장 전용", "Entry only"),
        Text("퇴장은 기록하지 않는 곳입니다.", "Exits are not recorded here."),
        Text("그대로 나가시면 됩니다.", "You may simply walk out."),
    ),
}

_VARIANTS: dict[str, Text] = {
    "reason.already_inside.sentence_unfilled": Text("이미 입장한 명찰입니다.", "This badge is already inside."),
    "reason.not_open_yet.sentence_unfilled": Text("아직 들어갈 수 없습니다.", "Entry has not started yet."),
    "reason.not_valid_yet.sentence_unfilled": Text("아직 쓸 수 없는 명찰입니다.", "This badge is not valid yet."),
    "reason.closed.sentence_unfilled": Text("입장이 끝났습니다.", "Entry has ended."),
    "reason.wrong_day.sentence_unfilled": Text("오늘 쓰는 명찰이 아닙니다.", "This badge is for another day."),
    "reason.wrong_zone.next_nowhere": _ASK_INFORMATION,
    "reason.just_scanned.next_exit": Text("그대로 나가세요.", "Please go on out."),
}

TABLE: dict[str, Text] = {
    f"reason.{reason}.{part}": text
    for reason, texts in _TEXTS.items()
    for part, text in zip(("word", "sentence", "next"), texts, strict=True)
} | _VARIANTS
