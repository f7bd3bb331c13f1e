"""Sentences of the catalogue: what the doctor found and what to do, and the demo."""

from kiosk.model import Text

TABLE: dict[str, Text] = {
    "doctor.name.sqlite": Text("데이터베이스", "Database engine"),
    "doctor.name.zxing-cpp": Text("QR 해독 zxing-cpp", "Decoder zxing-cpp"),
    "doctor.name.pyzbar": Text("QR 해독 pyzbar", "Decoder pyzbar"),
    "doctor.name.disk": Text("저장 공간", "Disk"),
    "doctor.name.station": Text("기기 등록", "Enrolment"),
    "doctor.name.camera": Text("카메라", "Camera"),
    "doctor.name.server": Text("서버", "Server"),
    "doctor.name.clock": Text("시계", "Clock"),
    "doctor.name.sound": Text("소리", "Sound"),
    "doctor.sqlite.good": Text("SQLite {sqlite}, 파이썬 {python}.", "SQLite {sqlite}, Python {python}."),
    "doctor.sqlite.single": Text(
        "SQLite {sqlite}, 파이썬 {python}. 이 버전에는 두 연결이 동시에 쓸 때의 결함(3.51.3에서 수정)이 있지만, 여기서는 파일마다 한 연결만 씁니다.",
        "SQLite {sqlite}, Python {python}. This version has a fault when two connections write at once (mended in 3.51.3); here one alone writes.",
    ),
    "doctor.sqlite.old": Text(
        "SQLite {sqlite}은(는) 너무 오래되었습니다. 3.37 이상이 든 파이썬을 설치하세요.",
        "SQLite {sqlite} is too old. Install a Python that brings 3.37 or later.",
    ),
    "doctor.decoder.good": Text("QR을 바르게 읽습니다.", "Reads a code correctly."),
    "doctor.decoder.zxing": Text(
        "불러올 수 없습니다({detail}). ./run을 다시 실행해 설치하세요.", "Cannot be used ({detail}). Run ./run again to install it."
    ),
    "doctor.decoder.zbar": Text(
        "불러올 수 없습니다({detail}). Debian·Ubuntu: apt install libzbar0, macOS: brew install zbar, Windows: Visual C++ 2013 재배포 패키지.",
        "Cannot be used ({detail}). Debian, Ubuntu: apt install libzbar0; macOS: brew install zbar; Windows: Visual C++ 2013 runtime.",
    ),
    "doctor.disk.good": Text("{folder}에 {free} GB가 남아 있습니다.", "{free} GB free in {folder}."),
    "doctor.disk.full": Text(
        "{folder}에 {free} GB만 남았습니다. 200 MB 이상 비우세요.", "Only {free} GB left in {folder}. Free at least 200 MB."
    ),
    "doctor.disk.unwritable": Text(
        "{folder}에 쓸 수 없습니다({detail}). 권한을 확인하거나 --data로 다른 폴더를 고르세요.",
        "{folder} cannot be written ({detail}). Check its permissions or choose another with --data.",
    ),
    "doctor.station.good": Text(
        "행사 {event}, 기기 {station}, 구역 {zone}, 서버 {url}.", "Event {event}, station {station}, zone {zone}, server {url}."
    ),
    "doctor.camera.good": Text("{camera}에서 {width}x{height} 영상이 들어옵니다.", "{camera} gives pictures of {width}x{height}."),
    "doctor.server.good": Text("{url}이(가) 응답합니다.", "{url} answers."),
    "doctor.clock.good": Text("서버와 {offset}초 차이(± {error}초)입니다.", "{offset} s from the server's (± {error} s)."),
    "doctor.clock.off": Text(
        "서버와 {offset}초 차이(± {error}초)입니다. 운영체제의 시간 동기화를 켜세요.",
        "{offset} s from the server's (± {error} s). Switch on time synchronisation in the operating system.",
    ),
    "doctor.sound.good": Text("{device}(으)로 소리를 냅니다.", "Plays on {device}."),
    "doctor.sound.none": Text(
        "소리 장치가 없습니다. 스피커를 연결하세요. 화면 판정은 소리 없이도 됩니다.",
        "There is no sound device. Connect a loudspeaker; verdicts work without it.",
    ),
    "error.no_zone": Text("행사에 {zone} 구역이 없습니다. 있는 구역: {zones}.", "The event has no zone {zone}. It has: {zones}."),
    "demo.signed_in": Text(
        "데스크에 {name} 님(관리자)이 로그인해 있습니다. 잠긴 뒤 다시 여는 비밀번호는 {pin}입니다.",
        "{name} (supervisor) is signed in at the desk. The PIN that opens it again once it is locked is {pin}.",
    ),
    "demo.pin": Text("관리자 {name} 님의 비밀번호는 {pin}입니다.", "The PIN of the supervisor, {name}, is {pin}."),
    "demo.summary": Text(
        "확인 {scans}건: 입장 {admitted}, 직원 확인 {attention}, 중복 {repeat}, 거절 {refused}. 서버에 {on_server}건, 미전송 {unsent}, 누락 {missing}, 중복 저장 {twice}.",
        "{scans} scans: {admitted} admitted, {attention} for staff, {repeat} repeated, {refused} refused. {on_server} on the server, {unsent} unsent, {missing} missing, {twice} twice.",
    ),
}
