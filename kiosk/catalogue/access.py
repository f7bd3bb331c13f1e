"""Sentences of the catalogue: the access log and its monthly review."""

from kiosk.model import Text

TABLE: dict[str, Text] = {
    "about.access": Text(
        "누가 누구의 정보를 보았는지 적은 접속기록을 검사하거나 내보냅니다", "Check or export the log of who looked at whose data."
    ),
    "help.access.verify": Text("접속기록이 온전한지 검사", "check that the access log is whole"),
    "help.access.list": Text("접속기록을 화면에 표시", "show the access log"),
    "help.access.export": Text(
        "한 달의 접속기록을 표로 저장. 사유도 기록됩니다", "write a month of it as a table; the reason is logged too"
    ),
    "help.access.month": Text("몇 월의 기록 (예: 2026-11)", "which month, as 2026-11"),
    "help.access.reason": Text("내려받는 사유 (접속기록에 남음)", "why it is downloaded; stands in the access log"),
    "help.access.to": Text(".csv 또는 .jsonl 로 끝나는 파일", "a file ending in .csv or .jsonl"),
    "help.access.review_to": Text(".csv 또는 .pdf 로 끝나는 파일", "a file ending in .csv or .pdf"),
    "help.server.access": Text("모든 단말기와 서버의 접속기록", "the access log of every station and the server"),
    "help.server.access_review": Text("월별 접속기록 점검표를 저장", "write the sheet of a month's review"),
    "help.server.access_drop": Text("보관 기간(2년)이 지난 접속기록을 파기", "destroy what is older than the two years it is kept"),
    "access.dropped": Text(
        "{years}년이 지난 접속기록 {chains}묶음, {lines}건을 파기했습니다.",
        "Destroyed {chains} chains, {lines} lines, older than {years} years.",
    ),
    "access.none_found": Text(
        "{data}에 접속기록(access.db)이 없습니다. 데스크 폴더를 지정하세요.",
        "There is no access log (access.db) in {data}. Name a desk's folder.",
    ),
    "access.whole": Text(
        "접속기록이 온전합니다. {rows}건, 보내지 않은 기록 {unsent}건.", "The access log is whole. {rows} lines, {unsent} not sent yet."
    ),
    "access.broken": Text(
        "접속기록이 손상되었습니다. 폴더를 그대로 보관하고 개인정보 보호책임자에게 알리세요.",
        "The access log is broken. Keep the folder as it is and tell the privacy officer.",
    ),
    "access.exported": Text(
        "접속기록 {rows}건을 {file}에 저장했습니다. 내려받은 사실과 사유도 기록했습니다.",
        "Wrote {rows} lines to {file}. That they were downloaded, and why, is on record too.",
    ),
    "access.reviewed": Text(
        "{month} 점검표를 {file}에 저장했습니다. 내려받은 사실과 사유도 기록했습니다.",
        "Wrote the review of {month} to {file}. That it was downloaded, and why, is on record too.",
    ),
    "error.bad_month": Text("{month}: 2026-11처럼 연도와 월을 적으세요.", "{month}: write year and month, as 2026-11."),
    "error.no_reason": Text("사유를 적으세요. 접속기록에 남습니다.", "Give a reason; it stands in the access log."),
    "error.no_painter": Text(
        "이 설치에서는 PDF를 만들 수 없습니다. .csv 파일로 저장하세요.", "This installation makes no PDF. Write a .csv file instead."
    ),
    "server.ask_first": Text("첫 번째 책임자의 PIN: ", "PIN of the first of two people: "),
    "server.ask_second": Text("두 번째 책임자의 PIN: ", "PIN of the second: "),
    "access.what.look_up": Text("조회", "Look-up"),
    "access.what.reveal": Text("가림 해제", "Unmasking"),
    "access.what.print": Text("출력", "Print"),
    "access.what.correction": Text("정정", "Correction"),
    "access.what.export": Text("내보내기", "Export"),
    "access.what.import": Text("가져오기", "Import"),
    "access.why.check_in": Text("접수", "check-in"),
    "access.why.reprint": Text("재발급", "reprint"),
    "access.why.enquiry": Text("문의", "enquiry"),
    "access.why.contact": Text("본인에게 연락", "to reach the person"),
    "access.why.identity": Text("본인 확인", "to make sure who it is"),
    "access.why.correct": Text("정보 정정 확인", "to correct an entry"),
    "access.why.people": Text("참가자 명단", "list of people"),
    "access.why.roster": Text("데스크 명단(봉인)", "a desk's roster, sealed"),
    "access.why.lease": Text("데스크에 열람 키 제공", "key lent to a desk"),
    "review.title": Text("개인정보 접속기록 점검표 ({month})", "Review of access to personal data ({month})"),
    "review.event": Text("행사", "Event"),
    "review.month": Text("점검 대상 월", "Month"),
    "review.lines": Text("접속기록 건수", "Lines"),
    "review.people": Text("조회된 정보주체 수", "People whose data was opened"),
    "review.chain": Text("위변조 점검", "Chain"),
    "review.chain_whole": Text("이상 없음 (해시 사슬 온전)", "Whole: no line was changed or is missing"),
    "review.chain_broken": Text(
        "{station} {epoch}: 빠진 기록 {gaps}건, 바뀐 기록 {broken}건", "{station} {epoch}: {gaps} missing, {broken} changed"
    ),
    "review.by_operator": Text("취급자별 처리 건수", "By operator"),
    "review.handed_on": Text("내보내기·가져오기·가림 해제와 그 사유", "Exports, imports and unmasking, with their reasons"),
    "review.questions": Text("확인이 필요한 항목", "To be asked about"),
    "review.question": Text("항목", "What"),
    "review.when": Text("일시", "When"),
    "review.where": Text("접속지", "Where from"),
    "review.who": Text("취급자", "Who"),
    "review.what": Text("수행 업무", "What"),
    "review.whose": Text("정보주체", "Whose data"),
    "review.why": Text("사유", "Why"),
    "review.times": Text("건수", "Times"),
    "review.nobody": Text("(지정되지 않음)", "(nobody named)"),
    "review.visitor": Text("본인 (무인 단말기)", "the person (self-service)"),
    "review.people_of": Text("{count}명", "{count} people"),
    "review.the_log": Text("접속기록", "this log"),
    "review.none": Text("해당 없음", "None"),
    "review.more": Text("이 밖에 {count}건", "and {count} more"),
    "review.ask.night": Text("{since}시부터 다음 날 {until}시 사이의 처리", "Between {since}:00 and {until}:00"),
    "review.ask.often": Text("같은 정보주체({person})를 여러 번 조회", "The same person ({person}) opened over and over"),
    "review.ask.many": Text("한 시간 동안 많은 정보주체를 조회", "Many people opened within an hour"),
    "review.ask.nobody": Text("취급자가 지정되지 않은 처리", "Nobody was signed in"),
    "review.blank.result": Text("점검 결과 (이상 없음 / 이상 있음)", "Result (nothing found / found)"),
    "review.blank.measures": Text("조치 사항", "Measures taken"),
    "review.blank.reviewer": Text("점검자 (성명, 서명)", "Reviewer (name, signature)"),
    "review.blank.date": Text("점검일", "Date"),
    "review.blank.officer": Text("개인정보 보호책임자 확인", "Privacy officer"),
}
