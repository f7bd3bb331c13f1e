"""Sentences of the catalogue: codes of badges and the keys they are signed with."""

from kiosk.model import Text

TABLE: dict[str, Text] = {
    "badge.made_event_key": Text(
        "행사 {event}의 {number}번 키를 만들었습니다. 비밀 키 {secret} 은(는) 다른 사람에게 주지 말고, {public} 만 전달하세요.",
        "Made key {number} of event {event}. Keep the secret half {secret} to yourself and hand on {public} alone.",
    ),
    "badge.made_desk_key": Text(
        "행사 {event}의 발급 데스크 키 {number}번을 만들었습니다. {secret} 은(는) 그 데스크에만 두고, "
        "kiosk server keys add {public} 으로 서버에 알리세요.",
        "Made desk key {number} of event {event}. Keep {secret} at that desk alone, and tell the server: kiosk server keys add {public}",
    ),
    "badge.file_exists": Text(
        "{file} 파일이 이미 있습니다. 덮어쓰면 키를 잃으니 다른 이름을 쓰세요.",
        "{file} is already there. A key written over is lost: choose another name.",
    ),
    "error.key_file": Text(
        "{path} 은(는) 여기에 쓸 수 있는 키 파일이 아닙니다. kiosk badge keygen 으로 만든 파일인지, 비밀 키가 필요한 곳에 .pub 파일을 주지 않았는지 확인하세요.",
        "{path} is no key file that fits here. See that kiosk badge keygen made it, and that it is not a .pub file where the secret key is needed.",
    ),
    "badge.not_a_code": Text(
        "명찰 코드가 아닙니다: {code} (A–Z와 2–7, 16자)", "This is no code of a badge: {code} (16 characters, A to Z and 2 to 7)"
    ),
    "badge.bad_number": Text(
        "키 번호가 맞지 않습니다. 행사 키는 1이나 2, 데스크 키는 3–255입니다.",
        "That number does not fit: an event's keys are 1 and 2, a desk's 3 to 255.",
    ),
    "badge.bad_form": Text("{file}: 파일 이름은 .svg 나 .png 로 끝나야 합니다.", "{file}: the file's name must end in .svg or .png."),
    "badge.no_printing_desk": Text(
        "{folder} 의 단말기에는 명찰에 서명할 키가 없습니다. 데스크로 등록했는지, 키가 폐기되지 않았는지 확인하고 서버와 한 번 통신하세요.",
        "The station in {folder} has no key to sign badges with. See that it was enrolled as a desk and its key not revoked, and let it reach its server once.",
    ),
    "badge.several_events": Text(
        "여러 행사의 키가 섞여 있습니다: {events}. 한 행사의 키만 지정하세요.",
        "These keys are of several events: {events}. Give those of one.",
    ),
    "badge.kind.badge": Text("일반 코드", "opaque code"),
    "badge.kind.token": Text("서명된 코드", "signed code"),
    "badge.kind.damaged": Text("서명된 코드", "signed code"),
    "badge.kind.confirmation": Text("예약 확인 코드", "confirmation code"),
    "badge.kind.foreign": Text("다른 코드", "other code"),
    "badge.form_whole": Text(
        "형식이 맞습니다. 누구의 것인지는 명단에서만 확인됩니다.", "The form is whole. Whose it is only the roster knows."
    ),
    "badge.signed": Text(
        "유효합니다. 키 {key}번, 구분 {category}번, 일차: {day}", "Valid. Signed with key {key}; category {category}, day: {day}"
    ),
    "badge.every_day": Text("모든 날", "every day"),
    "badge.why.foreign": Text("행사 명찰의 코드가 아닙니다.", "This is not an event badge."),
    "badge.why.not_canonical": Text(
        "명찰 코드이지만 표기가 다릅니다. 단말기는 받지 않습니다.", "A badge's code, but written another way. No station takes it."
    ),
    "badge.why.unknown_key": Text(
        "키 {key}번으로 서명되었다고 하지만 그 키가 없습니다. --trust 나 --data 로 키를 지정하세요.",
        "It says key {key} signed it, which is not among those given. Name it with --trust or --data.",
    ),
    "badge.why.damaged": Text(
        "키 {key}번의 서명이 맞지 않습니다. 바뀌었거나 다른 행사의 코드입니다.",
        "The signature of key {key} does not hold: it was changed, or is of another event.",
    ),
    "badge.why.revoked": Text(
        "키 {key}번은 폐기되었습니다. 명찰을 다시 발급하세요.", "Key {key} that signed it was revoked. Print the badge again."
    ),
    "badge.why.expired": Text(
        "키 {key}번의 유효 기간이 아닙니다. 명찰을 다시 발급하세요.",
        "Key {key} that signed it is outside its time. Print the badge again.",
    ),
    "badge.made": Text(
        "{code} 을(를) {file} 에 저장했습니다. QR {symbol}, 여백 포함 {modules}모듈, 모듈 {module} mm, 너비 {width} mm.\n"
        "시야각 {fov}°, 가로 {pixels}픽셀인 카메라가 초점이 맞으면 {reach} cm 거리까지 읽습니다.",
        "Wrote {code} to {file}. QR {symbol}, {modules} modules with its margin, {module} mm each, {width} mm wide.\n"
        "A camera of {fov} degrees and {pixels} pixels across, in focus, reads it from up to {reach} cm.",
    ),
}
