"""Sentences of the catalogue: what the command line itself says."""

from kiosk.model import Text

TABLE: dict[str, Text] = {
    "usage.usage": Text("사용법: ", "usage: "),
    "usage.positionals": Text("인자", "arguments"),
    "usage.options": Text("옵션", "options"),
    "usage.help": Text("이 도움말을 보여 주고 끝납니다", "show this help and end"),
    "usage.lacks": Text("빠진 것이 있습니다: {what}", "this is missing: {what}"),
    "usage.unknown": Text("모르는 인자입니다: {what}", "nobody knows: {what}"),
    "usage.ambiguous": Text("{what}은(는) 여러 옵션일 수 있습니다: {choices}", "{what} may be any of: {choices}"),
    "usage.choice": Text(
        "{what}에 {value}은(는) 쓸 수 없습니다. 쓸 수 있는 값: {choices}", "{what} cannot be {value}; choose from {choices}"
    ),
    "usage.lacks_value": Text("{what} 뒤에 값이 필요합니다", "{what} needs a value"),
    "usage.not_with": Text("{what}은(는) {other}와(과) 함께 쓸 수 없습니다", "{what} cannot go with {other}"),
    "usage.takes_none": Text("{what}에는 값을 쓰지 않습니다: {value}", "{what} takes no value: {value}"),
    "usage.bad_value": Text("{what}에 쓸 수 없는 값입니다: {value}", "{what} cannot be this: {value}"),
    "usage.no_command": Text("{word} 명령은 없습니다. 쓸 수 있는 명령:", "There is no command {word}. The commands are:"),
    "usage.commands": Text("쓸 수 있는 명령:", "The commands are:"),
    "usage.more": Text("명령마다 --help 로 자세한 사용법을 볼 수 있습니다.", "Each command explains itself with --help."),
    "usage.lang": Text("쓸 언어", "language to speak"),
    "usage.json": Text("결과를 JSON으로 출력", "print JSON"),
    "usage.station_folder": Text("단말기 폴더 (기본값: %(default)s)", "the station's folder (default: %(default)s)"),
    "usage.windowed": Text("전체 화면 대신 창으로 열기", "a window instead of the whole screen"),
    "usage.headless": Text("화면 없이 실행", "no window on a display"),
    # what each command does, on the front page and in its own help
    "about.demo": Text(
        "서버, 행사, 참가자, 일하는 게이트까지 한눈에 보는 데모", "Everything at one glance: server, event, people, a gate at work."
    ),
    "about.gate": Text("등록된 단말기를 게이트로 엽니다", "The gate of an enrolled station."),
    "about.desk": Text(
        "등록된 단말기를 등록데스크로 엽니다: 사람 찾기, 접수, 접수 취소",
        "The desk of an enrolled station: find a person, check in, take back.",
    ),
    "about.self-service": Text(
        "등록된 단말기를 관람객이 혼자 쓰는 셀프 발급기로 엽니다",
        "The self-service kiosk of an enrolled station: visitors get their badges themselves.",
    ),
    "help.self.panel": Text(
        "화면의 실제 크기(mm), 예: 296x527. 한 번 정하면 단말기 폴더에 남습니다",
        "the panel's real size in mm, like 296x527; kept in the station's folder",
    ),
    "help.self.mount": Text("바닥에서 화면 아래 끝까지의 높이(mm)", "height of the picture's lower edge above the floor, mm"),
    "help.self.angle": Text("화면이 뒤로 기운 각도", "by how many degrees the panel leans back"),
    "about.shots": Text("화면마다 주요 상태의 그림을 만듭니다.", "Make pictures of every screen in its main states."),
    "about.enrol": Text("이 컴퓨터를 행사의 단말기로 등록합니다", "Make this computer a station of an event."),
    "about.server": Text(
        "서버를 실행하고 행사, 참가자, 단말기를 관리합니다", "Run the server; programme, people, stations. Without a task: serve."
    ),
    "about.read": Text("그림 파일의 QR 코드를 읽습니다", "What the QR codes in picture files say."),
    "about.journal": Text(
        "단말기의 기록을 검사하거나 내보내고, 손상된 파일에서 되찾습니다", "Check a station's journal, export it, or salvage a damaged one."
    ),
    "about.badge": Text(
        "명찰 코드와 서명 키를 만들고 확인합니다 (네트워크 불필요)", "Codes of badges and the keys they are signed with, offline."
    ),
    "about.doctor": Text("이 단말기의 상태를 점검합니다", "Check this station."),
    "about.bench": Text("성능을 재고 기준과 비교합니다", "Measure against a named reference."),
    # kiosk demo
    "help.demo.role": Text("역할", "what the station does"),
    "help.demo.zone": Text("게이트가 설 구역", "the zone the gate stands at"),
    "help.demo.camera": Text(
        "가상 카메라 대신 쓸 카메라: 번호, 이름, 경로, URL, 폴더", "index, name, path, URL or folder instead of the simulated camera"
    ),
    "help.demo.scans": Text("N번 스캔하면 끝냅니다", "end after N scans"),
    "help.demo.data": Text("모든 것을 두는 폴더 (기본값: %(default)s)", "where it keeps all (default: %(default)s)"),
    "help.demo.json": Text("마지막에 JSON 한 줄을 출력", "end with one JSON line"),
    "help.no_push": Text("서버가 먼저 보내는 소식 없이 주기적으로만 동기화", "rounds alone: nothing is pushed between them"),
    # kiosk gate, kiosk doctor
    "help.gate.copy": Text(
        "기록의 사본을 계속 남길 폴더. USB 메모리 등 다른 저장 장치의 이미 있는 폴더여야 합니다",
        "keep a second copy of the records in this folder, which must be there, on another medium: a USB stick",
    ),
    "help.gate.camera": Text(
        "카메라: 번호, 이름, 경로, URL, 폴더 (기본값: 직원이 고른 카메라, 없으면 0)",
        "index, name, path, URL or folder (default: as staff chose, else 0)",
    ),
    "help.gate.scanner": Text(
        "핸드 스캐너의 시리얼 포트: 장치, 경로 또는 이름의 일부(키보드 방식은 그대로 읽음)",
        "serial port of a hand scanner: device, path or part of its name (scanners that type are always heard)",
    ),
    "about.scanner": Text("핸드 스캐너 점검표를 만듭니다", "A self-test sheet for hand scanners."),
    "help.scanner.sheet": Text("점검표를 PDF로 저장", "write the sheet as a PDF"),
    "help.scanner.to": Text("저장할 PDF 파일", "the PDF to write"),
    "help.gate.name": Text("구역 이름 아래에 보일 게이트 이름", "what people call this gate, shown under the zone"),
    "help.doctor.security": Text("이 컴퓨터의 보안 설정을 점검합니다", "how well the computer itself is guarded instead"),
    # kiosk enrol
    "help.enrol.invitation": Text(
        "kiosk server enrol 이 알려 준 주소와 일회용 코드. 없으면 스캐너로 읽거나 입력받습니다",
        "address and one-time code, as `kiosk server enrol` printed them; without them they are scanned or typed",
    ),
    "help.enrol.camera": Text("서버가 보여 주는 QR을 이 카메라로 읽습니다", "read the server's QR with this camera"),
    "help.enrol.ca": Text("서버가 자체 인증서를 쓸 때 믿을 인증서(PEM)", "certificates (PEM) to trust, where the server has its own"),
    # kiosk read
    "help.read.images": Text("그림 파일: PNG, JPEG, WebP, GIF, BMP, TIFF 등", "a picture file: PNG, JPEG, WebP, GIF, BMP, TIFF ..."),
    "help.read.json": Text(
        '파일마다 JSON 한 줄: {{"file","codes":[{{"text","format","corners"}}],"ms"}}',
        'a line of JSON for each file: {{"file","codes":[{{"text","format","corners"}}],"ms"}}',
    ),
    # kiosk journal
    "help.journal.verify": Text(
        "기록이 온전한지, 서버가 어디까지 확인했는지 검사",
        "check that the journal is whole and how far the server's confirmations prove it",
    ),
    "help.journal.export": Text("봉인된 내용을 뺀 기록을 표로 저장", "write the journal as a table, without sealed payloads"),
    "help.journal.salvage": Text(
        "손상되어 따로 보관한 파일에서 현재 기록에 없는 기록을 찾아 표로 저장",
        "write, as a table, the records of damaged files that the journal does not have",
    ),
    "help.journal.json": Text('{{"ok","rows","head","anchored","unsent"}} 출력', 'print {{"ok","rows","head","anchored","unsent"}}'),
    "help.journal.to": Text(".csv 또는 .jsonl 로 끝나는 파일", "a file ending in .csv or .jsonl"),
    "help.journal.force": Text("이미 있는 파일에 덮어쓰기", "write over FILE"),
    "help.journal.data": Text("단말기 폴더 또는 데모 폴더", "a station's folder, or a demo's"),
    # kiosk shots
    "help.badge.keygen": Text(
        "행사 키, 또는 행사 키로 인증한 데스크 키를 만듭니다", "make a key of an event, or of a desk that the event's key certifies"
    ),
    "help.badge.sign": Text("서명된 코드를 출력합니다", "print a signed code"),
    "help.badge.check": Text(
        "코드가 무엇인지, 유효한지, 어느 키로 서명했는지 알려 줍니다", "say what a code is, whether it is valid and by which key"
    ),
    "help.badge.make": Text(
        "코드를 그림으로 저장하고 읽을 수 있는 거리를 알려 줍니다", "write a code as a picture and say from how far it reads"
    ),
    "help.badge.event": Text("이 행사의 키", "a key of this event"),
    "help.badge.by": Text("이 파일의 행사 비밀 키로 인증한 데스크 키", "a desk's key, certified with the event's secret key in FILE"),
    "help.badge.number": Text(
        "행사 키는 1이나 2 (기본값 1), 데스크 키는 3–255 중 쓴 적 없는 번호",
        "1 or 2 of an event (1); 3 to 255 of a desk, never given before",
    ),
    "help.badge.days": Text("데스크 키를 쓸 수 있는 날수 (기본값 30)", "a desk's key is good for so many days (30)"),
    "help.badge.secret_to": Text("비밀 키 파일. 공개 키는 FILE.pub 에 저장", "the secret half; the public one goes to FILE.pub"),
    "help.badge.code": Text("명찰 코드 (없으면 새 코드)", "the badge's code (else a new one)"),
    "help.badge.key": Text("비밀 키 파일", "the secret key"),
    "help.badge.own": Text("이 폴더의 데스크가 가진 키", "the key of the desk in this folder"),
    "help.badge.category": Text("행사 구성에서 구분의 순서 (0이 첫째)", "the category's place in the programme (0: the first)"),
    "help.badge.day": Text("쓸 수 있는 행사 일차 (0은 모든 날)", "the event day it is good for (0: every day)"),
    "help.badge.codes": Text("확인할 코드", "the codes to check"),
    "help.badge.trust": Text("믿을 공개 키 파일 (여러 번 쓸 수 있음)", "a public key file; may be repeated"),
    "help.badge.data": Text("이 폴더의 단말기가 믿는 키를 믿음", "trust what the station of this folder trusts"),
    "help.badge.picture": Text("저장할 파일(.svg, .png)", "the file (.svg or .png)"),
    "help.badge.module": Text("모듈 너비(mm)", "how wide a module is"),
    "help.badge.width": Text("여백을 포함한 너비(mm, 기본값 40)", "how wide it is with its margin (40)"),
    "help.badge.fov": Text("카메라의 가로 시야각 (기본값 70)", "the camera's horizontal field of view (70)"),
    "help.badge.pixels": Text("카메라의 가로 픽셀 수 (기본값 1280)", "its pixels across (1280)"),
    "help.shots.size": Text("이 크기만", "this size alone"),
    "help.shots.state": Text("이 상태만", "this state alone"),
    "help.shots.folder": Text("그림을 저장할 폴더", "where the pictures go"),
    # kiosk server
    "help.server.database": Text(
        "sqlite:///경로 또는 postgresql://사용자@호스트/이름 (없으면 $KIOSK_DATABASE)",
        "sqlite:///PATH or postgresql://USER@HOST/NAME (else $KIOSK_DATABASE)",
    ),
    "help.server.event": Text("데이터베이스에 행사가 여럿일 때 고를 행사", "which event, where the database holds several"),
    "help.server.host": Text(
        "기다릴 주소. 0.0.0.0은 모든 주소. 이 컴퓨터 밖에서 오는 연결은 자체 인증서로 TLS를 씁니다",
        "the address to listen on, 0.0.0.0 for all; other computers are served over TLS with certificates of its own",
    ),
    "help.server.port": Text("포트. 0이면 비어 있는 것", "0 for any free one"),
    "help.server.public_url": Text(
        "단말기가 이 서버에 접속하는 주소(등록 코드에 적힘)", "where stations reach this server, for the enrolment codes"
    ),
    "help.server.data": Text(
        "서버 폴더: 보낼 명단과 인증서 (없으면 데이터베이스 파일 옆)",
        "the server's folder: rosters ready to send, certificates (else beside the database)",
    ),
    "help.server.tls": Text("이 컴퓨터에서만 쓸 때도 TLS로", "TLS on this computer's own addresses too"),
    "help.server.init": Text(
        "서버 인증서를 만들고 등록 주소에 붙는 지문을 보여 줍니다", "make the server's certificates and show the pin of its address"
    ),
    "help.server.rotate": Text(
        "쓰던 인증 기관을 버리고 예비 기관으로 바꿉니다(서버를 다시 시작하세요)",
        "drop the authority in use for the next one (then start the server again)",
    ),
    "help.server.die_with_parent": Text(
        "표준 입력이 닫히거나 부모 프로세스가 끝나면 함께 종료", "end when standard input ends or the parent process dies"
    ),
    "help.server.programme": Text("행사 구성 파일을 등록하거나 바꿉니다", "take a programme file as its event's"),
    "help.server.people": Text("CSV 명단의 참가자를 등록하거나 고칩니다", "register or update the people in a CSV file"),
    "help.server.file": Text("파일", "the file"),
    "help.server.enrol": Text("단말기용 일회용 등록 코드를 만듭니다", "make a one-time code for a station"),
    "help.server.confirm": Text("NUMBER를 보여 주며 기다리는 단말기를 받아들입니다", "let in the station that shows NUMBER"),
    "help.server.number": Text("단말기 화면의 번호", "the number on its screen"),
    "help.server.stations": Text("행사의 단말기 목록", "list the stations of the event"),
    "help.server.revoke": Text("이 단말기를 더 이상 받지 않습니다", "refuse this one from now on"),
    "help.server.staff": Text("PIN이 있는 직원", "who works here and has a PIN"),
    "help.server.badge": Text("명찰의 상태를 바꿉니다", "change the standing of badges"),
    "help.server.badge_action": Text("revoke 폐기, block 정지, unblock 정지 해제", "revoke for good, block, unblock"),
    "help.server.codes": Text("명찰 코드", "codes of badges"),
    "help.server.badges": Text("명찰 인쇄용 이름과 코드를 파일로 씁니다", "write names and codes for printing badges"),
    "help.server.to": Text("쓸 파일(.csv)", "the file (.csv)"),
    "help.server.force": Text("이미 있는 파일에 덮어쓰기", "write over it where it is there"),
    "help.server.keys": Text("명찰 발급 데스크의 서명 키", "the keys that printing desks sign badges with"),
    "help.server.keys_list": Text("데스크 키와 유효 기간, 폐기 여부", "every desk's key, its times and whether it was revoked"),
    "help.server.keys_add": Text(
        "kiosk badge keygen 으로 만든 데스크 키를 단말기에 알립니다", "tell the stations of a desk's key that kiosk badge keygen made"
    ),
    "help.server.keys_file": Text("데스크의 공개 키 파일", "the desk's public key file"),
    "help.server.keys_name": Text("데스크 이름", "what people call this desk"),
    "help.server.keys_revoke": Text("데스크 키를 폐기합니다", "what this key signed no longer counts"),
    "help.server.keys_number": Text("키 번호 (keys list에 나옴)", "the number that `keys list` shows"),
    "help.server.keys_export": Text(
        "다른 곳에서 데스크를 인증할 때 쓸 예비 행사 키를 저장합니다", "write the event's spare key, for certifying desks elsewhere"
    ),
    "help.server.verify": Text(
        "모든 기록을 다시 읽어 빠지거나 바뀐 것이 없는지 검사", "read every record back and check that none is missing or changed"
    ),
    "help.server.conflicts": Text(
        "둘 다 맞을 수 없는 기록의 쌍과 그에 대한 결정", "pairs of records that cannot both be right, and what was decided about them"
    ),
    "help.server.all_conflicts": Text("결정되었거나 더는 충돌이 아닌 것까지", "those decided or withdrawn too"),
    "help.server.decide": Text("사람이 내린 결정을 기록합니다", "take down what a person decided"),
    "help.server.conflict_id": Text("충돌 번호(앞부분만 적어도 됨)", "the conflict's id, or enough of its beginning"),
    "help.server.ruling": Text("두 기록 가운데 맞는 것", "which of the two records is right"),
    "help.server.by": Text("결정한 사람", "who decided"),
    "help.server.why": Text("이유를 짧게", "why, in a few words"),
    "help.server.seal": Text(
        "백업을 만들어 모두 다시 읽고, 어느 기기의 기록이 어디까지 들어 있는지 서명한 봉인을 옆에 둡니다",
        "make a backup, read all of it back, and sign beside it how far it holds each station's records",
    ),
    "help.server.seal_to": Text("백업 파일. 봉인은 FILE.db.seal", "the backup; its seal is FILE.db.seal"),
    "help.server.seal_check": Text("이 백업을 다시 읽어 봉인과 비교합니다", "read this backup back and compare it with its seal"),
    "help.server.sunset": Text(
        "보관 기간이 끝난 개인정보를 파기하고, 파기 확인서에 쓸 내용을 서명해 저장합니다",
        "destroy personal data whose time is over, and put down, signed, what the certificate says",
    ),
    "help.server.sunset_to": Text("파기 내용을 저장할 파일", "where to put down what was destroyed"),
    "help.server.restored": Text(
        "데이터베이스를 백업에서 되살린 뒤: 모든 단말기가 처음부터 다시 받게 합니다",
        "after restoring the database from a backup: have every station fetch everything again",
    ),
    "help.server.role": Text("단말기의 역할", "what the station does"),
    "help.server.zone": Text("단말기가 설 구역", "the zone it stands at"),
    "help.server.name": Text("사람들이 이 단말기를 부르는 이름", "what people call this station"),
    "help.server.must_confirm": Text(
        "단말기가 보여 주는 번호를 사람이 확인해야 등록", "a person must also confirm the number the station shows"
    ),
    "help.server.ttl": Text("코드가 유효한 시간(분, 기본값 10)", "minutes the code is good for (10)"),
    "help.server.url": Text(
        "단말기가 서버에 접속하는 주소(없으면 마지막에 쓴 것)", "where the station reaches the server (else as it was last started)"
    ),
    "help.server.qr": Text("QR을 저장할 파일(.svg, .png)", "write the QR there (.svg or .png)"),
    "help.server.staff_add": Text("직원 추가. PIN을 묻습니다", "a person, with a PIN asked for"),
    "help.server.staff_name": Text("이름", "the person's name"),
    "help.server.staff_role": Text("역할", "what the person may do"),
    "help.server.staff_id": Text("이 직원의 PIN을 새로 정합니다", "give this person another PIN"),
    "help.server.staff_badge": Text("로그인에 쓸 명찰의 코드", "the code of the badge this person may sign in with"),
    "help.server.staff_who": Text("직원 번호 (staff list에 나옴)", "the id that `staff list` shows"),
    "help.server.two_pins": Text(
        "두 사람의 PIN을 표준 입력에서 한 줄씩 읽습니다", "read the PINs of two people from standard input, a line each"
    ),
    "help.server.pin_stdin": Text("PIN을 표준 입력에서 읽습니다", "read the PIN from standard input"),
    "help.server.staff_list": Text("모든 직원(이름은 가림)", "everybody, names masked"),
    "help.server.staff_block": Text("PIN을 쓰지 못하게 합니다", "take a PIN out of use"),
    # kiosk bench
    "help.bench.json": Text("줄마다 JSON 하나, 끝에 요약 하나", "one JSON object a row, then one that sums up"),
    "help.bench.data": Text("측정할 폴더 (기본값: 디스크의 임시 폴더)", "where to write (default: a temporary folder on a disk)"),
    "help.bench.about.journal": Text(
        "스캔 한 건을 디스크에 기록하는 시간을 단순 추가+fdatasync와 번갈아 잽니다",
        "a scan committed to disk against a bare append and fdatasync, taken turn about in one process",
    ),
    "help.bench.about.roster": Text(
        "작은 명단과 큰 명단에서 명찰을 찾는 시간을 번갈아 잽니다",
        "a badge looked up as the gate does it, in a small and a large roster turn about",
    ),
    "help.bench.about.reading": Text(
        "그려 낸 웹캠 화면과 사진에서 QR 코드를 얼마나, 얼마나 빨리 읽는지 다른 판독기와 비교합니다.",
        "how many QR codes are read in drawn webcam frames and in photographs, and how fast, beside other readers",
    ),
    "help.bench.frames": Text(
        "결함과 단계마다 그릴 화면 수 (기본값 %(default)s, 0이면 그리지 않음)",
        "frames drawn for each defect and level (default %(default)s, 0: none)",
    ),
    "help.bench.seed": Text("그림을 그리는 난수의 씨앗 (기본값 %(default)s)", "seed of the drawing (default %(default)s)"),
    "help.bench.images": Text(
        "사진 폴더: 사진 옆 같은 이름의 .txt가 정답이고, 이름이 no-로 시작하는 폴더에는 코드가 없습니다. 여러 번 쓸 수 있습니다.",
        "a folder of pictures: a .txt of the same name holds the text, a folder whose name starts with no- holds no code; may be repeated",
    ),
    "bench.no_pictures": Text(
        "사진이 없는 폴더입니다: {folder}. 사진이 든 폴더를 지정하세요.", "No pictures in {folder}. Name a folder of pictures."
    ),
    "bench.picture": Text("{folder}: 사진 {total}장 중 {done}장", "{folder}: {done} of {total} pictures"),
    "help.bench.about.start": Text(
        "게이트가 첫 화면과 첫 영상까지 걸리는 시간, 그리고 하루 동안의 메모리를 잽니다",
        "kiosk gate up to its first paint and first frame, beside one that loads everything first; then its memory",
    ),
    "help.bench.about.sync": Text(
        "실제 서버에서 기기가 첫 명단을 받는 시간과, 큰 명단을 받은 뒤 처음 찾을 때까지의 시간을 잽니다",
        "the first fill of a station by a real server, and a large roster from its last byte to the first look-up",
    ),
    "help.bench.about.server": Text(
        "실제 서버 하나와 기기 여러 대: 받는 속도, 다른 기기에 알려지는 시간, 한꺼번에 다시 연결할 때",
        "a real server and a fleet of stations: how fast it takes records in, how soon the others know, all coming back at once",
    ),
    "help.bench.about.faults": Text(
        "모든 고장 시험: 씨앗마다 단말 12대와 서버의 나쁜 15분, 그리고 쓰기 도중의 정전",
        "every trial of failure: twelve stations and a server through a bad quarter of an hour a seed, and power cuts at any write",
    ),
    "help.bench.seeds": Text("씨앗 N개 (기본값: 시험마다 정해진 수)", "so many seeds (default: each trial's own number)"),
    "help.bench.first_seed": Text("첫 씨앗 (기본값 %(default)s)", "the first seed (default %(default)s)"),
    "help.bench.only": Text("이 시험만", "this trial alone"),
    "help.bench.jobs": Text("동시에 돌릴 프로세스 수 (기본값 %(default)s)", "processes at once (default %(default)s)"),
    "help.bench.first_fill": Text("첫 명단의 명찰 수 (기본값 %(default)s)", "badges in the first fill (default %(default)s)"),
    "help.bench.engine": Text("서버의 데이터베이스 (기본값 %(default)s)", "of the server's database (default %(default)s)"),
    "help.bench.stations": Text("기기 수 (기본값 %(default)s)", "stations (default %(default)s)"),
    "help.bench.whole": Text(
        "파일과 스레드까지 갖춘 실제 기기 수 (기본값 %(default)s)", "whole stations, with files and threads (default %(default)s)"
    ),
    "help.bench.rate": Text("모든 기기의 초당 스캔 수 (기본값 %(default)s)", "scans a second, all stations together (default %(default)s)"),
    "help.bench.minutes": Text("그렇게 계속할 시간, 분 (기본값 %(default)s)", "minutes of that (default %(default)s)"),
    "help.bench.rows": Text("미리 채워 둘 기록 수 (기본값 %(default)s)", "records the table holds beforehand (default %(default)s)"),
    "help.bench.returning": Text(
        "한꺼번에 다시 연결하는 기기 수 (기본값 %(default)s)", "stations that come back at once (default %(default)s)"
    ),
    "help.bench.about.lane": Text(
        "카메라 영상에서 판정이 화면에 그려질 때까지 걸리는 시간을 zxing-cpp, pyzbar 단독과 번갈아 잽니다",
        "from a camera's frame to the painted verdict, beside zxing-cpp alone and pyzbar alone, turn about in one process",
    ),
    "help.bench.rounds": Text("모두 N번씩 번갈아 (기본값 %(default)s)", "all of them N times, turn about (default %(default)s)"),
    "help.bench.visitors": Text(
        "한 번에 명찰을 비추는 사람 수 (기본값 %(default)s)", "people a round who hold up a badge (default %(default)s)"
    ),
    "help.bench.hall": Text("그 뒤 빈 전시장을 보는 초 (기본값 %(default)s)", "seconds of an empty hall after them (default %(default)s)"),
    "help.bench.size": Text("이 영상 크기만", "this size of picture alone"),
    "help.bench.scans": Text("하루의 스캔 수 (기본값 %(default)s)", "scans of the day (default %(default)s)"),
    "help.bench.badges": Text("큰 명단의 명찰 수 (기본값 %(default)s)", "badges in the large roster (default %(default)s)"),
    "help.bench.launches": Text("종류마다 N번 번갈아 (기본값 %(default)s)", "of each kind, turn about (default %(default)s)"),
    "help.bench.hours": Text("스캔하는 시간 수 (기본값 %(default)s)", "hours of scans (default %(default)s)"),
    "help.bench.scans_an_hour": Text("한 시간의 스캔 수 (기본값 %(default)s)", "scans an hour (default %(default)s)"),
    "help.bench.at_least": Text("{option}은(는) {least} 이상이어야 합니다", "{option}: at least {least}"),
    "help.bench.within": Text("{option}은(는) {least}에서 {most} 사이여야 합니다", "{option}: from {least} to {most}"),
}
