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
        "회차 {epoch}: {row}번 앞의 기록이 빠져 있습니다.",
        "Epoch {epoch}: records before row {row} are missing.",
    ),
    "journal.trouble.chain": Text(
        "회차 {epoch}: {row}번 기록이 앞 기록과 이어지지 않습니다. 이 기록이나 앞 기록이 바뀌었습니다.",
        "Epoch {epoch}: row {row} does not follow from the row before; one of the two was changed.",
    ),
    "journal.trouble.payload": Text(
        "회차 {epoch}: {row}번 기록의 봉인된 내용이 처음 기록된 것과 다릅니다.",
        "Epoch {epoch}: the sealed content of row {row} is not what was recorded.",
    ),
    "journal.trouble.unreadable": Text(
        "회차 {epoch}: {row}번 기록을 읽을 수 없습니다.",
        "Epoch {epoch}: row {row} cannot be read.",
    ),
    "journal.trouble.short": Text(
        "회차 {epoch}: 서버가 확인한 {row}번 기록이 이 기기에 없습니다.",
        "Epoch {epoch}: the server has confirmed row {row}, which is missing here.",
    ),
    "journal.trouble.head": Text(
        "회차 {epoch}: {row}번 기록이 서버가 확인한 기록과 다릅니다.",
        "Epoch {epoch}: row {row} is not the one the server has confirmed.",
    ),
    "journal.exported": Text(
        "기록 {rows}건을 {file}에 저장했습니다.",
        "Wrote {rows} records to {file}.",
    ),
    "journal.export_exists": Text(
        "{file} 파일이 이미 있습니다. 다른 이름을 쓰거나 --force를 붙이세요.",
        "{file} is already there. Choose another name, or add --force.",
    ),
}
