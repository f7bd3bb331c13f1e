"""Sentences of the catalogue: commands."""

from kiosk.model import Text

TABLE: dict[str, Text] = {
    "journal.none_found": Text(
        "{data}에 기록 파일(journal.db)이 없습니다. 단말기 폴더나 데모의 --data 폴더를 지정하세요.",
        "There is no journal (journal.db) in {data}. Name a station's folder, or the --data folder of a demo.",
    ),
    "journal.whole": Text(
        "기록이 온전합니다. 기록 {rows}건, 서버가 확인한 기록 {anchored}건, 보내지 않은 기록 {unsent}건. 마지막 해시 {head}",
        "The journal is whole. {rows} records, {anchored} proven by the server's confirmation, {unsent} not sent yet. Last hash {head}",
    ),
    "journal.broken": Text(
        "기록이 손상되었습니다. 폴더를 그대로 보관하고 운영 담당자에게 알리세요. "
        "기록 {rows}건, 서버가 확인한 기록 {anchored}건, 보내지 않은 기록 {unsent}건.",
        "The journal is broken. Keep the folder as it is and tell the organiser. "
        "{rows} records, {anchored} proven by the server's confirmation, {unsent} not sent yet.",
    ),
    "journal.trouble.file": Text(
        "기록 파일을 데이터베이스로 읽을 수 없습니다.",
        "The journal file cannot be read as a database.",
    ),
    "journal.trouble.gap": Text(
        "구간 {epoch}: {row}번 앞의 기록이 빠져 있습니다.",
        "Epoch {epoch}: records before row {row} are missing.",
    ),
    "journal.trouble.chain": Text(
        "구간 {epoch}: {row}번 기록이 앞 기록과 이어지지 않습니다. 이 기록이나 앞 기록이 바뀌었습니다.",
        "Epoch {epoch}: row {row} does not follow from the row before; one of the two was changed.",
    ),
    "journal.trouble.payload": Text(
        "구간 {epoch}: {row}번 기록의 봉인된 내용이 처음 기록된 것과 다릅니다.",
        "Epoch {epoch}: the sealed content of row {row} is not what was recorded.",
    ),
    "journal.trouble.unreadable": Text(
        "구간 {epoch}: {row}번 기록을 읽을 수 없습니다.",
        "Epoch {epoch}: row {row} cannot be read.",
    ),
    "journal.trouble.short": Text(
        "구간 {epoch}: 서버가 확인한 {row}번 기록이 이 기기에 없습니다.",
        "Epoch {epoch}: the server has confirmed row {row}, which is missing here.",
    ),
    "journal.trouble.head": Text(
        "구간 {epoch}: {row}번 기록이 서버가 확인한 기록과 다릅니다.",
        "Epoch {epoch}: row {row} is not the one the server has confirmed.",
    ),
    "journal.exported": Text(
        "기록 {rows}건을 {file}에 저장했습니다.",
        "Wrote {rows} records to {file}.",
    ),
    "journal.salvaged": Text(
        "손상된 파일 {files}개에서 현재 기록에 없는 기록 {rows}건을 찾아 {file}에 저장했습니다. 이 파일을 운영 담당자에게 전달하세요.",
        "Found {rows} records in {files} damaged files that the journal does not have, and wrote them to {file}. Hand it to the organiser.",
    ),
    "journal.nothing_broken": Text(
        "손상된 기록 파일이 없습니다. 더 할 일은 없습니다.",
        "There is no damaged journal file here. Nothing to do.",
    ),
    "journal.export_exists": Text(
        "{file} 파일이 이미 있습니다. 다른 이름을 쓰거나 --force를 붙이세요.",
        "{file} is already there. Choose another name, or add --force.",
    ),
    "camera.starting": Text("카메라를 켜는 중입니다.", "The camera is starting."),
    "camera.ok": Text("카메라가 정상입니다.", "The camera is working."),
    "camera.lost": Text(
        "카메라 영상이 끊겼습니다. 케이블을 확인해 주세요. 연결되면 저절로 다시 시작합니다.",
        "The camera picture is lost. Check its cable; it starts again by itself.",
    ),
    "camera.missing": Text(
        "카메라를 찾을 수 없습니다. 카메라를 연결하거나 직원 메뉴의 ‘카메라’에서 다른 카메라를 골라 주세요.",
        "The camera was not found. Plug it in, or choose another one in the staff menu under Camera.",
    ),
    "camera.busy": Text(
        "다른 프로그램이 카메라를 쓰고 있습니다. 그 프로그램을 닫아 주세요.",
        "Another program is using the camera. Please close that program.",
    ),
    "camera.denied": Text(
        "카메라를 쓸 권한이 없습니다. 시스템 설정에서 카메라 사용을 허용해 주세요. (Linux: 사용자를 video 그룹에 추가)",
        "This program may not use the camera. Allow it in the system settings (Linux: add the user to the group video).",
    ),
    "camera.unreachable": Text(
        "네트워크 카메라가 응답하지 않습니다. 주소와 네트워크를 확인해 주세요.",
        "The network camera does not answer. Check its address and the network.",
    ),
    "camera.frozen": Text(
        "카메라 영상이 멈췄습니다. 다시 연결하는 중입니다. 렌즈 덮개를 확인하고, 계속되면 카메라를 뽑았다가 다시 꽂아 주세요.",
        "The camera picture stands still. Connecting again; check the lens cover, and if it stays unplug the camera and plug it back in.",
    ),
    "camera.ended": Text(
        "영상이 끝났습니다. 직원 메뉴의 ‘카메라’에서 처음부터 다시 재생하거나 다른 카메라를 골라 주세요.",
        "The video has ended. Start it again, or choose another camera, in the staff menu under Camera.",
    ),
    "camera.off": Text("카메라가 꺼져 있습니다.", "The camera is off."),
    "read.no_code": Text(
        "QR 코드를 찾지 못했습니다. 더 가까이, 밝은 곳에서 초점을 맞춰 다시 찍어 보세요.",
        "No QR code found. Take the picture again: closer, in better light, in focus.",
    ),
    "read.part": Text(
        "여러 QR 코드로 나뉜 내용의 일부입니다. 나머지 코드까지 모두 읽을 수 있는 앱으로 읽어 주세요.",
        "This QR code holds one part of a text split over several. Read it with an app that puts all of them together.",
    ),
    "read.missing": Text("파일이 없습니다. 이름과 위치를 확인해 주세요.", "There is no such file. Check its name and place."),
    "read.folder": Text(
        "폴더입니다. 그 안의 그림 파일을 적어 주세요.",
        "This is a folder. Name the picture files in it.",
    ),
    "read.denied": Text("파일을 읽을 권한이 없습니다. 파일 권한을 확인해 주세요.", "You may not read this file. Check its permissions."),
    "read.empty": Text("빈 파일입니다. 다시 저장하거나 내려받아 주세요.", "The file is empty. Save or download it again."),
    "read.not_picture": Text(
        "그림 파일이 아니거나 파일이 손상되었습니다. PNG나 JPEG로 다시 저장해 주세요.",
        "This is not a picture, or it is damaged. Save it again as PNG or JPEG.",
    ),
    "read.too_large": Text(
        "그림이 너무 큽니다. 크기를 줄여서 다시 시도해 주세요.",
        "The picture is too large. Make it smaller and try again.",
    ),
    "shots.cannot_write": Text(
        "그림을 저장할 수 없습니다({detail}). 폴더의 권한과 남은 용량을 확인해 주세요: {folder}",
        "The pictures cannot be saved ({detail}). Check the permissions and free space of {folder}.",
    ),
}
