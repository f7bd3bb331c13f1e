"""Sentences of the catalogue: errors."""

from kiosk.model import Text

TABLE: dict[str, Text] = {
    "error.unknown": Text(
        "예상하지 못한 문제가 생겼습니다({detail}). 다시 시도하고, 계속되면 운영 담당자에게 알리세요.",
        "Something unexpected went wrong ({detail}). Try again; if this lasts, tell the organiser.",
    ),
    "error.usage": Text(
        "명령을 이해하지 못했습니다({detail}). --help로 사용법을 확인하세요.",
        "The command was not understood ({detail}). See --help.",
    ),
    "error.programme": Text(
        "행사 구성 파일에 고칠 곳이 {count}군데 있습니다. 아래를 모두 고치고 다시 실행하세요.",
        "The programme file has faults: {count}. Mend all of these and run this again.",
    ),
    "error.camera": Text(
        "카메라를 쓸 수 없습니다({detail}). 연결을 확인하거나 설정에서 다른 카메라를 고르세요.",
        "The camera cannot be used ({detail}). Check its cable, or choose another one in the settings.",
    ),
    "error.upstream": Text(
        "서버와 주고받지 못했습니다. 기록은 이 기기에 남아 있으며 자동으로 다시 보냅니다.",
        "The exchange with the server did not succeed. Nothing is lost; it is tried again by itself.",
    ),
    "error.upstream_away": Text(
        "서버에 연결할 수 없습니다. 기록은 이 기기에 남아 있으며 자동으로 다시 보냅니다. 계속되면 네트워크와 서버 주소를 확인하세요.",
        "The server cannot be reached. Nothing is lost; it is tried again by itself. If this lasts, check network and address.",
    ),
    "error.upstream_garbled": Text(
        "서버가 아닌 다른 곳에서 응답했습니다. 와이파이 로그인 화면, 프록시, 인증서를 확인하세요. 기록은 이 기기에 남아 있습니다.",
        "Something other than our server answered. Check for a Wi-Fi sign-in page, a proxy or a wrong certificate. Nothing is lost.",
    ),
    "error.rogue_server": Text(
        "등록 코드를 만든 서버가 아닙니다. 인증서가 다릅니다. 더 진행하지 말고 운영 담당자에게 알리세요.",
        "This is not the server the code came from: its certificates are others. Do not go on; tell the organiser.",
    ),
    "error.names_closed": Text(
        "서버에 연결되면 이름을 찾을 수 있습니다. 그동안 명찰 QR로 접수하세요.",
        "Names open when the server answers. Until then, check in by badge QR.",
    ),
    "error.panel": Text(
        "화면 크기를 알 수 없습니다: {panel}. 가로x세로를 mm로 적어 주세요. 예: 296x527",
        "Not the size of a panel: {panel}. Give width x height in mm, like 296x527.",
    ),
    "error.wrong_role": Text(
        "이 단말기는 {role} 역할로 등록되었습니다. kiosk {role} 명령으로 여세요.",
        "This station was enrolled as a {role}. Open it with kiosk {role}.",
    ),
    "error.lease_refused": Text(
        "서버가 이 기기에 참가자 정보를 열어 주지 않습니다. 행사가 끝났거나 데스크로 등록된 기기가 아닙니다. 명찰 확인은 계속됩니다.",
        "The server does not open people's data to this station: the event is over, or this is no desk. Badges are still judged.",
    ),
    "error.upstream_denied": Text(
        "서버가 이 기기를 받아들이지 않습니다. 운영 담당자에게 새 등록 코드를 요청하세요. 기록은 이 기기에 남아 있습니다.",
        "The server does not accept this station. Ask the organiser for a new enrolment code. Nothing is lost; the records stay here.",
    ),
    "error.upstream_busy": Text(
        "서버가 바쁩니다. 잠시 뒤 자동으로 다시 보냅니다.",
        "The server is busy. It is tried again by itself in a moment.",
    ),
    "error.batch_refused": Text(
        "기록 전송이 거부되었습니다. 중간의 프록시나 보안 장비가 막는지 확인하세요. 기록은 이 기기에 남아 있으며 계속 다시 보냅니다.",
        "The records were turned away. Check whether a proxy or firewall on the way blocks them. Nothing is lost; they are sent again.",
    ),
    "error.unsafe_address": Text(
        "서버 주소 {url}을(를) 쓸 수 없습니다. https:// 로 시작하는 주소를 사용하세요. http:// 는 같은 컴퓨터의 서버에만 쓸 수 있습니다.",
        "The server address {url} cannot be used. Take one that begins with https://; http:// is only for a server on this same computer.",
    ),
    "error.enrol_refused": Text(
        "등록이 거부되었습니다. 운영 담당자에게 새 등록 코드를 요청하세요.",
        "The enrolment was refused. Ask the organiser for a new enrolment code.",
    ),
    "error.people": Text(
        "명단 파일에 잘못된 곳이 {count}군데 있어 아무도 등록하지 않았습니다. 모두 고친 뒤 다시 실행하세요.",
        "Faults in the people file: {count}. Nobody was taken in; correct them all and run this again.",
    ),
    "error.database_away": Text(
        "서버의 데이터베이스에 연결할 수 없습니다({detail}). 데이터베이스가 실행 중인지, --database 주소가 맞는지 확인하세요.",
        "The server's database cannot be reached ({detail}). Check that it is running and that --database is right.",
    ),
    "error.store": Text(
        "저장 파일을 쓸 수 없습니다({detail}). 프로그램을 다시 시작하고, 계속되면 운영 담당자에게 알리세요.",
        "A data file cannot be used ({detail}). Start the program again; if this lasts, tell the organiser.",
    ),
    "error.cannot_record": Text(
        "기록을 저장할 수 없어 아무도 입장시킬 수 없습니다. 저장 공간을 비우거나 디스크를 확인하세요. "
        "해결되면 자동으로 다시 시작합니다. ({detail})",
        "Nothing can be recorded, so nobody can be admitted. Free some disk space or check the disk; it goes on by itself. ({detail})",
    ),
    "error.copy_failed": Text(
        "기록의 사본을 {folder}에 남길 수 없습니다({detail}). 저장 장치를 다시 꽂거나 공간을 비우세요. 원래 기록은 안전합니다.",
        "The second copy of the records cannot be written to {folder} ({detail}). Put the medium back or free some space. The records "
        "themselves are safe.",
    ),
    "error.not_sealed": Text(
        "봉인되지 않았습니다: {file} ({detail}). 아무것도 지우지 말고 다른 곳에 다시 백업하세요.",
        "Not sealed: {file} ({detail}). Delete nothing, and make another backup elsewhere.",
    ),
    "error.no_room": Text(
        "저장 공간이 부족해 새 명단을 받지 못했습니다. 이전 명단으로 계속 운영합니다. 저장 공간을 비우면 자동으로 다시 받습니다.",
        "There is too little disk space for the new roster; the one before stays in use. Free some space, and it is fetched by itself.",
    ),
    "error.newer_store": Text(
        "이 폴더는 더 새로운 버전의 프로그램이 만든 것입니다. 프로그램을 업데이트하세요. 데이터는 그대로 있습니다. ({detail})",
        "This folder was written by a newer version of the program. Update the program; the data is untouched. ({detail})",
    ),
    "error.store_broken": Text(
        "데이터 파일이 손상되었습니다({detail}). 폴더를 그대로 보관하고 운영 담당자에게 알리세요.",
        "A data file is damaged ({detail}). Keep the folder as it is and tell the organiser.",
    ),
    "error.store_in_use": Text(
        "다른 창에서 이 기기 폴더({folder})를 이미 사용 중입니다. 이미 열린 화면을 쓰거나, 그 화면을 닫고 다시 시작하세요.",
        "Another window already works in this station's folder ({folder}). Use that one, or close it and start again.",
    ),
    "error.not_enrolled": Text(
        "이 기기는 아직 행사에 등록되지 않았습니다. 등록 코드를 받아 {kiosk} enrol 명령으로 등록하세요. (폴더: {folder})",
        "This station belongs to no event yet. Ask for an enrolment code and run {kiosk} enrol. (Folder: {folder})",
    ),
    "error.identity_broken": Text(
        "등록 정보 파일({file})이 손상되었습니다({detail}). 새 등록 코드로 다시 등록하세요. 스캔 기록은 그대로 남아 있습니다.",
        "The enrolment file {file} is damaged ({detail}). Enrol again with a new code. The recorded scans are untouched.",
    ),
    "error.zone_gone": Text(
        "새 행사 구성에 이 구역({zone})이 없습니다. 이전 구성으로 계속 운영합니다. 운영 담당자에게 알리고 기기의 구역을 다시 정하세요.",
        "The new programme no longer has this zone ({zone}). This station goes on by the programme before. Tell the organiser.",
    ),
    "error.act_refused": Text(
        "지금은 처리할 수 없는 기록입니다. 명찰을 다시 스캔하세요.",
        "This cannot be done to that record. Scan the badge again.",
    ),
    "error.act_no_such_record": Text(
        "해당 기록을 찾을 수 없습니다. 명찰을 다시 스캔하세요.",
        "There is no such record here. Scan the badge again.",
    ),
    "error.act_not_overridable": Text(
        "이 스캔은 직원 권한으로 입장 처리할 수 없습니다. 방문객을 등록 데스크로 안내하세요.",
        "Staff cannot let this scan in. Show the visitor to a registration desk.",
    ),
    "error.act_done_before": Text(
        "이미 처리된 기록입니다. 더 할 일은 없습니다.",
        "This was done already. Nothing more to do.",
    ),
    "error.act_not_undoable": Text(
        "이 기록은 취소할 수 없습니다. 이 기기에서 처리한 입장과 퇴장만 취소됩니다.",
        "This record cannot be taken back. Only entries and exits made at this station can.",
    ),
    "error.act_too_late": Text(
        "접수한 지 15분이 지나 취소할 수 없습니다. 책임자에게 알리세요.",
        "A check-in can be taken back for 15 minutes only. Tell the supervisor.",
    ),
    "error.act_not_due": Text(
        "이 명찰은 여기서 접수할 수 없습니다. 화면의 안내를 확인하세요.",
        "This badge cannot be checked in here. See what the card says.",
    ),
    "error.act_had_today": Text(
        "오늘은 이미 받았습니다. 하루 횟수를 다 썼습니다.",
        "They had it today already, as often as a day allows.",
    ),
    "error.act_needs_id": Text(
        "먼저 신분증을 확인하세요. 카드에서 확인을 누른 뒤 접수합니다.",
        "Check their ID first: say so on the card, then check in.",
    ),
    "error.no_such_person": Text(
        "이 사람의 명찰이 명단에 없습니다. 다시 찾거나 책임자에게 알리세요.",
        "The list has no badge of this person. Search again, or tell the supervisor.",
    ),
    "error.pin_wrong": Text(
        "비밀번호가 맞지 않거나 권한이 없습니다. {left}번 더 틀리면 {minutes}분 동안 잠깁니다.",
        "Not the PIN of anyone who may do this. After {left} more tries the pad locks for {minutes} minutes.",
    ),
    "error.names_locked": Text(
        "서버에 연결되지 않아 이름이 잠겨 있습니다. 직원 메뉴에서 비밀 문구를 입력하면 열립니다. 명찰은 지금도 읽을 수 있습니다.",
        "The server does not answer, so the names are locked. The passphrase opens them, from the staff menu; badges can be read meanwhile.",
    ),
    "error.passphrase_wrong": Text(
        "비밀 문구가 맞지 않습니다. {left}번 더 틀리면 {minutes}분 동안 잠깁니다.",
        "Not the passphrase. After {left} more tries this locks for {minutes} minutes.",
    ),
    "error.passphrase_short": Text("비밀 문구는 {least}자 이상이어야 합니다.", "A passphrase has at least {least} characters."),
    "error.same_person": Text(
        "두 번 모두 같은 사람의 비밀번호입니다. 권한이 있는 다른 직원의 비밀번호가 하나 더 필요합니다.",
        "Both PINs are the same person's. A second member of staff who may do this has to give theirs.",
    ),
    "error.badge_may_not_sign_in": Text(
        "이 명찰로는 로그인할 수 없습니다. 비밀번호 여섯 자리를 입력하세요.",
        "Nobody can sign in with this badge. Please type your six-digit PIN.",
    ),
    "error.pin_locked": Text(
        "비밀번호를 여러 번 틀려 잠겼습니다. {minutes}분 뒤에 다시 하세요.",
        "Too many wrong PINs: locked. Try again in {minutes} min.",
    ),
    "error.station_ended": Text(
        "이 기기는 행사에서 사용이 해지되었습니다. 보내지 못한 기록을 보낸 뒤 스스로 지웁니다. 전원과 네트워크를 연결해 두세요.",
        "The event has taken this station out of use. It sends what is unsent and then erases itself. Keep it switched on and connected.",
    ),
    "error.no_programme": Text(
        "행사 구성을 아직 받지 못했습니다. 서버에 연결되면 자동으로 시작합니다. 네트워크 연결을 확인하세요.",
        "The programme has not arrived yet. This station starts by itself once it reaches the server; check the network.",
    ),
    "error.zone_unknown": Text(
        "행사 구성에 이 구역({zone})이 없습니다. 운영 담당자에게 구역 이름을 확인하고 다시 등록하거나 --zone 값을 고치세요.",
        "The programme has no zone called {zone}. Ask the organiser for its id, then enrol again or correct --zone.",
    ),
    "error.file": Text(
        "파일 {path}을(를) 읽거나 쓸 수 없습니다({detail}). 경로와 권한을 확인하세요.",
        "The file {path} cannot be read or written ({detail}). Check its path and permissions.",
    ),
    "error.no_pin": Text(
        "PIN을 받지 못했습니다. 터미널에서 실행하거나 --pin-stdin으로 넘겨 주세요.",
        "No PIN was given. Run it in a terminal, or hand the PIN over with --pin-stdin.",
    ),
}
