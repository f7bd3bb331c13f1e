"""Sentences of the catalogue: a station that the event has taken away."""

from kiosk.model import Text

TABLE: dict[str, Text] = {
    "ending.title": Text("사용이 해지된 기기입니다", "This station is out of use"),
    "ending.begun": Text(
        "이 기기의 명단과 열쇠를 지우고 있습니다. 전원과 네트워크를 연결해 두세요.",
        "Names and keys on this device are being erased. Keep it switched on and connected.",
    ),
    "ending.sending": Text(
        "이 기기에는 이제 명단이 없습니다. 보내지 못한 기록 {unsent}건을 서버로 보내는 중입니다. 전원과 네트워크를 연결해 두세요.",
        "No names are left on this device. {unsent} records are still on their way to the server. Keep it switched on and connected.",
    ),
    "ending.away": Text(
        "이 기기에는 이제 명단이 없습니다. 서버에 연결할 수 없으니 네트워크를 확인하세요. 연결되면 남은 기록을 보내고 지웁니다.",
        "No names are left on this device. The server cannot be reached: check the network. Once it is there, the rest is sent and erased.",
    ),
    "ending.waiting": Text(
        "이 기기에는 이제 명단이 없고, 기록은 모두 서버에 있습니다. 행사 본부가 백업을 봉인하면 여기 남은 기록도 지웁니다.",
        "No names are left on this device, and the server has every record. The records here go once the organiser has sealed a backup.",
    ),
    "ending.trouble": Text(
        "지우지 못했습니다: {detail}. 곧 다시 시도합니다. 계속되면 이 기기를 행사 본부에 돌려주세요.",
        "Erasing did not succeed: {detail}. It is tried again soon. If it goes on like this, bring the device to the organiser.",
    ),
    "ending.done": Text(
        "모두 지웠고, 서버가 삭제 확인을 받았습니다. 이제 기기를 반납하세요.",
        "Everything is erased, and the server has the receipt. The device can be returned.",
    ),
}
