"""Sentences of the catalogue: enrol."""

from kiosk.model import Text

TABLE: dict[str, Text] = {
    "enrol.waiting": Text(
        "확인 번호: {number}. 운영 담당자가 서버에서 이 번호를 확인해야 합니다: {kiosk} server confirm {number}. 기다리는 중입니다.",
        "Confirmation number: {number}. The organiser must confirm it at the server: {kiosk} server confirm {number}. Waiting.",
    ),
    "enrol.done": Text(
        "등록되었습니다. 행사 {event}, 단말기 {station}, 역할 {role}, 구역 {zone}. 시작: {kiosk} {role} --data {folder}",
        "Enrolled. Event {event}, station {station}, role {role}, zone {zone}. To start: {kiosk} {role} --data {folder}",
    ),
    "enrol.show_qr": Text(
        "서버에서 kiosk server enrol 이 보여 주는 QR을 카메라에 비춰 주세요.",
        "Hold the QR that kiosk server enrol shows before the camera.",
    ),
    "enrol.scan_or_type": Text(
        "등록 QR을 스캐너로 읽거나, 주소와 코드를 띄어서 입력한 뒤 Enter를 누르세요.",
        "Scan the enrolment QR, or type address and code with a space between, then Enter.",
    ),
    "enrol.no_invitation": Text(
        "등록 코드가 아닙니다. 서버에서 kiosk server enrol 로 새 코드를 만들어 QR을 보여 주거나 주소와 코드를 함께 적으세요.",
        "This is no enrolment code. Make one with kiosk server enrol at the server; show its QR, or give address and code together.",
    ),
    "enrol.no_roster_yet": Text(
        "참가자 명단은 아직 받지 못했습니다. 단말기를 시작하면 자동으로 받습니다.",
        "The roster has not arrived yet. It comes by itself once the station is started.",
    ),
    "enrol.ending": Text(
        "이 폴더의 기기는 사용이 해지되어 기록을 보내고 지우는 중입니다: {folder}. 먼저 기기를 시작해 삭제를 마치거나, --data로 다른 폴더를 지정하세요.",
        "The station in {folder} was taken away by its event and is erasing itself. Start it until that is done, or choose another folder with --data.",
    ),
    "enrol.unsent": Text(
        "{folder}에 아직 서버로 보내지 않은 기록 {unsent}건이 있어 다시 등록할 수 없습니다. 먼저 지금 등록으로 시작해 모두 보내거나, "
        "--data로 다른 폴더를 지정하세요. 이 폴더는 지우지 마세요.",
        "{folder} holds {unsent} records that were not sent yet, so it cannot be enrolled anew. Start it as it is until all are sent, "
        "or choose another folder with --data. Do not delete this one.",
    ),
    "enrol.nobody_confirmed": Text(
        "번호 {number}을(를) 아무도 확인하지 않았습니다. 운영 담당자에게 연락한 뒤 같은 명령을 다시 실행하세요.",
        "Nobody confirmed number {number}. Call the organiser, then run the same command again.",
    ),
    "enrol.stopped": Text(
        "중단했습니다. 같은 명령을 다시 실행하면 이어서 진행합니다.",
        "Stopped. Run the same command again to go on.",
    ),
    "enrol.away": Text(
        "{url}의 서버에 연결할 수 없습니다. 주소와 네트워크를 확인한 뒤 같은 명령을 다시 실행하세요.",
        "The server at {url} cannot be reached. Check the address and the network, then run the same command again.",
    ),
    "enrol.garbled": Text(
        "{url}에서 우리 서버가 아닌 다른 곳이 응답했습니다. 주소, 와이파이 로그인 화면, 인증서를 확인한 뒤 같은 명령을 다시 실행하세요.",
        "Something other than our server answered at {url}. Check the address, a Wi-Fi sign-in page and the certificate, "
        "then run the same command again.",
    ),
    "enrol.busy": Text(
        "서버가 바쁩니다. 1분 뒤 같은 명령을 다시 실행하세요.",
        "The server is busy. Run the same command again in a minute.",
    ),
}
