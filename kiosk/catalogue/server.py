"""Sentences of the catalogue: server."""

from kiosk.model import Text

TABLE: dict[str, Text] = {
    # what the server answers a station
    "server.too_large": Text("요청이 너무 큽니다. 더 적게 나누어 보내세요.", "The request is too large. Send less at a time."),
    "server.malformed": Text("요청을 읽을 수 없습니다.", "The request cannot be read."),
    "server.revoked_0": Text("사용 해지, 삭제 확인 없음", "revoked, no receipt"),
    "server.revoked_1": Text("사용 해지, 명단과 키 삭제 확인", "revoked, names and keys are gone"),
    "server.revoked_2": Text("사용 해지, 전체 삭제 확인", "revoked, all is erased"),
    "server.sunset_not_yet": Text(
        "아직 보관 기간이 끝난 개인정보가 없습니다. 가장 이른 날짜는 {date}입니다.",
        "No personal data is due yet. The first date is {date}.",
    ),
    "server.sunset_done": Text(
        "개인정보 {rows}건을 파기했습니다. 기기 {stations}대 가운데 {without}대는 아직 삭제 확인을 보내지 않았습니다. 봉인한 백업 {backups}개는 직접 파기하세요.\n파기 확인서: {kiosk} certificate {file} --to FILE.pdf",
        "{rows} items of personal data are destroyed. Of {stations} stations {without} have not given a receipt yet. Destroy the {backups} sealed backups by hand.\nThe certificate: {kiosk} certificate {file} --to FILE.pdf",
    ),
    "server.stale": Text(
        "요청에 서명한 시각이 서버 시각과 다릅니다. 기기의 날짜와 시간을 확인하세요.",
        "The request was signed at another time than the server has. Check the device's date and time.",
    ),
    "server.unavailable": Text(
        "서버의 데이터베이스가 지금 응답하지 않습니다. 잠시 뒤 다시 시도하세요.",
        "The server's database does not answer at the moment. Try again shortly.",
    ),
    "server.no_such_path": Text(
        "이 주소에는 아무것도 없습니다. 서버 주소를 확인하세요.", "There is nothing at this address. Check the server's address."
    ),
    "server.bug": Text("서버에 오류가 발생했습니다. 서버 로그를 확인하세요.", "The server made an error. Look into the server's log."),
    "server.code_unknown": Text(
        "등록 코드를 찾을 수 없습니다. 코드를 다시 확인하거나 새 코드를 요청하세요.",
        "Nobody knows this enrolment code. Check it again or ask for a new one.",
    ),
    "server.code_used": Text(
        "이미 사용한 등록 코드입니다. 등록된 기기라면 다시 등록하지 않고 바로 시작하면 됩니다. 아니면 새 코드를 요청하세요.",
        "This enrolment code was used before. A station that is enrolled simply starts; for another one ask for a new code.",
    ),
    "server.code_expired": Text(
        "등록 코드의 유효 시간이 지났습니다. 새 코드를 요청하세요.",
        "This enrolment code has expired. Ask for a new one.",
    ),
    # what the commands say
    "server.no_key_number": Text(
        "키 번호(3–255)를 모두 썼습니다. 이 데스크는 서명 없는 코드만 발급할 수 있습니다.",
        "Every number of a desk's key (3 to 255) was given. This desk can print codes without a signature alone.",
    ),
    "server.not_certified": Text(
        "이 행사의 키로 인증한 데스크 키가 아니거나, 그 번호를 이미 다른 키가 쓰고 있습니다. 행사와 번호를 확인하세요.",
        "No key of this event certified that one, or its number is another key's. Check the event and the number.",
    ),
    "server.no_desk_key": Text(
        "{key}번 키를 쓰는 데스크가 없습니다. kiosk server keys 로 목록을 확인하세요.",
        "No desk has key {key}. See the list: kiosk server keys",
    ),
    "server.key_added": Text(
        "{key}번 키를 등록했습니다. 단말기는 다음 통신 때 받습니다.", "Key {key} is known. Stations hear of it with their next round."
    ),
    "server.key_revoked": Text(
        "{key}번 키를 폐기했습니다. 단말기는 다음 통신 때 받습니다. 명단에 있는 명찰은 그대로 쓸 수 있습니다.",
        "Key {key} is revoked. Stations hear of it with their next round. Badges on the list stay good.",
    ),
    "server.key_exported": Text(
        "행사 키 {key}번을 {secret} 에 저장했습니다. 데스크 키를 인증하는 비밀 키이니 안전한 곳에 보관하세요. 공개 키: {public}",
        "Wrote the event's key {key} to {secret}. It certifies desks: keep it in a safe place. Public half: {public}",
    ),
    "server.listening": Text(
        "서버가 {url} 에서 실행 중입니다. 종료하려면 Ctrl+C를 누르세요.", "The server is running at {url}. Ctrl+C ends it."
    ),
    "server.port_busy": Text(
        "{host}:{port} 에서 서버를 열 수 없습니다({detail}). 다른 프로그램이 쓰고 있는지 확인하거나 --port 로 다른 번호를 지정하세요.",
        "The server cannot listen on {host}:{port} ({detail}). See whether another program uses it, or give another --port.",
    ),
    "server.no_event": Text(
        "데이터베이스에 행사가 없습니다. 먼저 {kiosk} server programme 파일 로 행사를 등록하세요.",
        "The database holds no such event. Begin with: {kiosk} server programme FILE",
    ),
    "server.several_events": Text(
        "행사가 여러 개입니다: {events}. --event 로 하나를 지정하세요.",
        "There are several events: {events}. Name one with --event.",
    ),
    "server.programme_new": Text(
        "행사 {event} ({name})을(를) 등록했습니다. 구역 {zones}개.", "Event {event} ({name}) is set up: {zones} zones."
    ),
    "server.programme_changed": Text(
        "행사 {event} ({name})의 프로그램을 바꾸었습니다. 구역 {zones}개. 각 기기는 곧 새 내용을 받습니다.",
        "The programme of {event} ({name}) is replaced: {zones} zones. Stations hear of it with their next round.",
    ),
    "server.people_done": Text(
        "새로 등록 {new}명, 이미 있던 사람 {known}명. 기기로 보낼 명찰 변경 {badges}건.",
        "{new} people are new, {known} were known. {badges} badge changes go to the stations.",
    ),
    "server.no_zone": Text(
        "프로그램에 {zone} 구역이 없습니다. 사용할 수 있는 구역: {zones}",
        "The programme has no zone {zone}. It has: {zones}",
    ),
    "server.code_made": Text(
        "등록 코드 {code} ({minutes}분 동안 한 번 사용할 수 있습니다)\n기기에서 실행: {kiosk} enrol {url} {plain}",
        "Enrolment code {code} (good once, for {minutes} minutes)\nAt the station: {kiosk} enrol {url} {plain}",
    ),
    "server.confirmed": Text("확인했습니다: {station}. 기기가 곧 등록을 마칩니다.", "Confirmed: {station}. The station goes on by itself."),
    "server.number_unknown": Text(
        "번호 {number}을(를) 표시하며 기다리는 기기가 없습니다. 화면의 번호를 다시 확인하세요.",
        "No station is waiting with the number {number}. Check the number on its screen.",
    ),
    "server.no_station": Text("그런 기기가 없습니다: {detail}", "There is no such station: {detail}"),
    "server.revoked": Text(
        "{station} 기기의 사용을 해지했습니다. 다음에 연결되면 남은 기록을 보내고 스스로 지웁니다.",
        "The station {station} is out of use. When it is next heard it sends what is left and erases itself.",
    ),
    "server.no_staff": Text("그런 직원이 없습니다: {detail}", "Nobody of that id works here: {detail}"),
    "server.bad_pin": Text("PIN은 숫자 {digits}자리여야 합니다.", "A PIN is {digits} digits."),
    "server.bad_staff": Text(
        "이름과 역할은 64자를 넘을 수 없고, 명찰 코드는 이 행사의 형식이어야 합니다.",
        "Name and role must not be longer than 64 characters, and the badge's code must be one of ours.",
    ),
    "server.pin_taken": Text("다른 직원이 쓰는 PIN입니다. 다른 PIN을 정하세요.", "Somebody else has this PIN. Choose another one."),
    "server.ask_pin": Text("PIN(숫자 여섯 자리, 화면에 보이지 않음): ", "PIN (six digits, not shown): "),
    "server.staff_added": Text("직원을 등록했습니다: {id}", "Registered: {id}"),
    "server.staff_blocked": Text("{id}의 PIN을 더 이상 쓸 수 없습니다.", "The PIN of {id} is out of use."),
    "server.code_of_nobody": Text("이 코드의 명찰이 없습니다: {code}", "Nobody has a badge with this code: {code}"),
    "server.badges_changed": Text("명찰 {count}개를 바꾸었습니다.", "{count} badges changed."),
    "server.badges_written": Text(
        "{rows}명을 {file} 에 썼습니다. 이름과 코드가 들어 있으니 인쇄 후 삭제하세요.",
        "{rows} people written to {file}. It holds names and codes: delete it after printing.",
    ),
    "server.journal_line": Text(
        "{event} {station} {epoch}: {rows}행, 빠진 행 {gaps}, 격리 {quarantined}, 손상 {broken}, 마지막 해시 {head}",
        "{event} {station} {epoch}: {rows} rows, {gaps} missing, {quarantined} in quarantine, {broken} broken, head {head}",
    ),
    "server.all_whole": Text("저널 {journals}개가 모두 온전합니다.", "All {journals} journals are whole."),
    "server.not_whole": Text(
        "저널 {journals}개 가운데 빠지거나 바뀐 기록이 있습니다. 데이터베이스 백업을 보존하고 로그를 확인하세요.",
        "Among {journals} journals records are missing or changed. Keep the database as it is and look into the log.",
    ),
    "server.authority": Text(
        "인증서 폴더: {folder}\n등록 주소 끝에 붙는 지문: #{pin}", "Certificates in {folder}\nThe pin at the end of its address: #{pin}"
    ),
    "server.restored": Text(
        "변경 목록의 새 세대 {generation}을(를) 시작했습니다. 모든 기기가 명단을 다시 받습니다.",
        "A new generation of changes, {generation}, has begun. Every station fetches its roster again.",
    ),
    "server.sealed": Text(
        "{file} 에 백업하고 모두 다시 읽어 봉인했습니다. 행사 {event}, 저널 {journals}개, 기록 {rows}건. "
        "개인정보가 들어 있으니 암호화된 안전한 곳에 봉인 파일과 함께 보관하세요.",
        "Backed up to {file}, read back and sealed: event {event}, {journals} journals, {rows} records. "
        "It holds personal data: keep it, and its seal, in a safe, encrypted place.",
    ),
    "server.seal_holds": Text(
        "봉인이 맞습니다: {file}, {time}, 행사 {event}, 저널 {journals}개, 기록 {rows}건.",
        "The seal holds: {file}, {time}, event {event}, {journals} journals, {rows} records.",
    ),
    "server.older": Text(
        "데이터베이스가 이전 버전의 것입니다({detail}). kiosk server 를 한 번 시작하면 자동으로 새 형식으로 바뀝니다. 먼저 백업해 두세요.",
        "The database is of an older version ({detail}). Start kiosk server once: it brings it up to date. Make a backup first.",
    ),
    # faults of a people file
    "people.too_large": Text("파일이 너무 큽니다. 여러 파일로 나누세요.", "The file is too large. Split it."),
    "people.coding": Text(
        "문자 인코딩을 알 수 없습니다. UTF-8 CSV로 저장하세요.",
        "The text encoding is none we know. Save it as CSV in UTF-8.",
    ),
    "people.csv": Text("CSV 형식이 잘못되었습니다({detail}).", "This is not proper CSV ({detail})."),
    "people.unknown_column": Text(
        "모르는 열 이름입니다. 열 이름을 고치거나 열을 지우세요.", "A column nobody knows. Rename it or take it out."
    ),
    "people.double_column": Text("같은 열이 두 번 있습니다.", "This column is there twice."),
    "people.missing_column": Text("꼭 필요한 열이 없습니다.", "This column must be there."),
    "people.cells": Text("칸이 {found}개입니다. {expected}개여야 합니다.", "There are {found} cells; {expected} are expected."),
    "people.empty": Text("비어 있습니다.", "It is empty."),
    "people.too_long": Text("너무 깁니다(최대 {limit}자).", "It is too long (at most {limit} characters)."),
    "people.control": Text("보이지 않는 제어 문자가 들어 있습니다.", "It has invisible control characters in it."),
    "people.twice": Text("다른 행에 이미 있는 값입니다: {text}", "Another line has the same: {text}"),
    "people.phone": Text("전화번호가 아닙니다: {text}", "This is no telephone number: {text}"),
    "people.email": Text("이메일 주소가 아닙니다: {text}", "This is no e-mail address: {text}"),
    "people.category": Text("프로그램에 없는 구분입니다: {text}", "The programme has no such category: {text}"),
    "people.code": Text(
        "코드 형식이 아닙니다: {text} (명찰 16자, 확인 코드는 C와 16자)",
        "This is no code: {text} (a badge has 16 characters, a confirmation C and 16)",
    ),
    "people.code_taken": Text("다른 사람이 이미 가진 코드입니다: {code}", "Another person has this code: {code}"),
    "people.code_replaced": Text(
        "이 사람의 예전 명찰 코드입니다. 이미 새 명찰로 바뀌어 다시 쓸 수 없으니 비우거나 지금 코드를 적으세요.",
        "This is a badge of this person that was replaced. It cannot come back: leave the cell empty or give the present code.",
    ),
    "people.bad_value": Text("값이 허용 범위를 벗어났습니다.", "A value is out of bounds."),
    "people.flag": Text("모르는 표시입니다: {text}", "Nobody knows this flag: {text}"),
    "people.day": Text("행사 일차가 아닙니다: {text}", "The event has no such day: {text}"),
    "people.zone": Text("프로그램에 없는 구역입니다: {text}", "The programme has no such zone: {text}"),
    "people.moment": Text(
        "날짜와 시각이 아닙니다: {text} (예: 2026-10-07 09:00)", "This is no date and time: {text} (like 2026-10-07 09:00)"
    ),
    # conflicts
    "server.no_conflict": Text(
        "번호가 {id}(으)로 시작하는 충돌 기록이 없거나 둘 이상입니다. kiosk server conflicts --all 로 번호를 확인해 더 길게 입력하세요.",
        "No conflict, or more than one, has an id that begins with {id}. See kiosk server conflicts --all and give more of it.",
    ),
    "server.decision_incomplete": Text(
        "결정한 사람(--by, {by}자 이내)과 이유(--why, {why}자 이내)를 모두 적어 주세요.",
        "Say who decided (--by, at most {by} characters) and why (--why, at most {why}).",
    ),
    "server.conflict_decided": Text(
        "충돌 {id}의 결정을 기록했습니다. 각 기기에 곧 전달됩니다.",
        "The decision about conflict {id} is on record. Stations hear of it shortly.",
    ),
    "server.conflicts_counted": Text("충돌 {count}건.", "{count} conflicts."),
    "conflict.head": Text("{id} · {what} · 배지 {badge}", "{id} · {what} · badge {badge}"),
    "conflict.double_admission": Text("중복 입장", "admitted twice"),
    "conflict.impossible_walk": Text("불가능한 이동", "impossible walk"),
    "conflict.after_revocation": Text("취소된 배지로 입장", "admitted after revocation"),
    "conflict.fork": Text("기기 기록 갈라짐", "two journals under one name"),
    "conflict.entry": Text("입장", "entry"),
    "conflict.exit": Text("퇴장", "exit"),
    "conflict.scan": Text(
        "{at} (±{error}초) {zone} {way} · 기기 {station}, 기록 {row}", "{at} (± {error} s) {way} at {zone} · station {station}, row {row}"
    ),
    "conflict.override": Text(
        "{at} (±{error}초) {zone} 직원 권한 입장 · 기기 {station}, 기록 {row}",
        "{at} (± {error} s) let in by staff at {zone} · station {station}, row {row}",
    ),
    "conflict.other": Text("기기 {station}, 기록 {row} · {at} (±{error}초)", "station {station}, row {row} · {at} (± {error} s)"),
    "conflict.revoked_at": Text("{at} 배지가 취소되었거나 차단됨", "{at} the badge was revoked, blocked or replaced"),
    "conflict.offline": Text(" · 오프라인 {since} ~ {until}", " · offline {since} to {until}"),
    "conflict.withdrawn": Text(
        "기록이 취소되었거나 나중에 설명되어 더는 충돌이 아닙니다.",
        "No conflict any more: a record was taken back, or a later one explains it.",
    ),
    "conflict.decision": Text("{at} {by}: {ruling} - {why}", "{at} {by}: {ruling} - {why}"),
    "conflict.ruling.first": Text("첫째 기록이 맞음", "the first record is right"),
    "conflict.ruling.second": Text("둘째 기록이 맞음", "the second record is right"),
    "conflict.ruling.both": Text("두 기록 모두 맞음", "both records are right"),
    "conflict.ruling.neither": Text("두 기록 모두 틀림", "neither record is right"),
    "conflict.cause.both_offline": Text(
        "추정 원인: 두 기기 모두 오프라인이어서 서로의 기록을 몰랐습니다.",
        "Probably: both stations were offline and could not know of each other.",
    ),
    "conflict.cause.first_offline": Text(
        "추정 원인: 첫째 기기가 오프라인이어서 다른 기기가 아직 몰랐습니다.",
        "Probably: the first station was offline, so nobody could know yet.",
    ),
    "conflict.cause.second_offline": Text(
        "추정 원인: 둘째 기기가 오프라인이어서 알 수 없었습니다.", "Probably: the second station was offline and could not know."
    ),
    "conflict.cause.clock": Text(
        "추정 원인: 기기 시계가 맞지 않아 순서가 확실하지 않습니다.",
        "Probably: a station's clock was never measured or is wrong, so the order is uncertain.",
    ),
    "conflict.cause.in_transit": Text(
        "추정 원인: 소식이 전달되기 직전에 일어났습니다.", "Probably: it happened while the news was still on its way."
    ),
    "conflict.cause.copied_badge": Text(
        "추정 원인: 같은 코드의 배지가 둘 있습니다. 복제되었거나 나눠 쓰고 있습니다.",
        "Probably: two badges carry the same code, copied or shared.",
    ),
    "conflict.cause.copied_station": Text(
        "추정 원인: 기기의 폴더나 디스크가 복제되었거나 예전 것으로 되돌려졌습니다.",
        "Probably: the station's folder or disk was copied, or put back from an old copy.",
    ),
    "conflict.cause.unknown": Text(
        "원인을 알 수 없습니다. 둘째 기기는 알고 있었어야 합니다. 현장을 확인하세요.",
        "No cause is known: the second station should have known. Look into it on the spot.",
    ),
}
