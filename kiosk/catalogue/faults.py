"""Sentences of the catalogue: faults in a programme file, each said beside its line and key."""

from kiosk.model import Text

TABLE: dict[str, Text] = {
    "fault.at_line": Text("{line}행: {what}", "line {line}: {what}"),
    "fault.at_key": Text("{line}행 {key}: {what}", "line {line}, {key}: {what}"),
    "fault.cannot_open": Text("파일 {name} 열 수 없음: {why}", "The file {name} cannot be opened: {why}"),
    "fault.too_large": Text(
        "파일이 너무 큽니다. {limit} MiB까지 읽습니다.",
        "The file is too large; at most {limit} MiB are read.",
    ),
    "fault.not_utf8": Text(
        "UTF-8이 아닌 글자가 있습니다. 파일을 UTF-8로 다시 저장하세요.",
        "There are characters here that are not UTF-8. Save the file as UTF-8.",
    ),
    "fault.long_line": Text(
        "한 줄이 너무 깁니다. {limit}자 안에서 줄을 나누세요.",
        "This line is too long. Break it before {limit} characters.",
    ),
    "fault.too_deep": Text("괄호나 점이 너무 여러 겹입니다.", "This is nested too deep."),
    "fault.syntax": Text("TOML 형식에 맞지 않습니다: {why}", "This is not TOML: {why}"),
    "fault.unknown_key": Text("모르는 항목입니다. 지우거나 이름을 고치세요.", "This is not known here. Remove it or correct its name."),
    "fault.unknown_key_near": Text("모르는 항목입니다. 혹시 {near}?", "This is not known here. Did you mean {near}?"),
    "fault.missing": Text("꼭 필요한 항목이 빠졌습니다.", "This is missing and needed."),
    "fault.empty": Text("비어 있습니다. 내용을 적으세요.", "This is empty. Write something."),
    "fault.not_text": Text('글이 아닙니다. 따옴표 안에 적으세요: "..."', 'This is no text. Write it in quotation marks: "..."'),
    "fault.control": Text(
        "한 줄로 적으세요. 줄바꿈이나 보이지 않는 문자는 쓸 수 없습니다.", "Write one line, without breaks or invisible characters."
    ),
    "fault.not_number": Text(
        "정수가 아닙니다. 따옴표 없이 숫자로 적으세요.", "This is no whole number. Write digits without quotation marks."
    ),
    "fault.not_flag": Text("true 또는 false로 적으세요.", "Write true or false."),
    "fault.not_list": Text("목록이 아닙니다. 대괄호 안에 적으세요: [ ... ]", "This is no list. Write it in square brackets: [ ... ]"),
    "fault.not_table": Text("표가 아닙니다. 중괄호 안에 적으세요: {{ ... }}", "This is no table. Write it in braces: {{ ... }}"),
    "fault.not_date": Text(
        "날짜가 아닙니다. 2026-10-07처럼 따옴표 없이 적으세요.", "This is no date. Write it like 2026-10-07, without quotation marks."
    ),
    "fault.not_time": Text("시각이 아닙니다. 09:30:00처럼 적으세요.", "This is no time of day. Write it like 09:30:00."),
    "fault.no_korean": Text("한국어 글(ko)이 빠졌습니다.", "The Korean text (ko) is missing."),
    "fault.no_english": Text("영어 글(en)이 빠졌습니다.", "The English text (en) is missing."),
    "fault.bad_id": Text(
        "{found}: 영어 소문자, 숫자, 하이픈(-)으로 64자까지 쓸 수 있습니다.",
        "{found}: use lower-case letters, digits and hyphens, at most 64.",
    ),
    "fault.double_id": Text("{found}: {line}행에 이미 있는 이름(id)입니다.", "{found} is the id of another one, on line {line}."),
    "fault.twice": Text("{found}: 두 번 적었습니다.", "{found} is written twice."),
    "fault.range": Text("{low}부터 {high}까지 쓸 수 있습니다.", "Use a number from {low} to {high}."),
    "fault.choice": Text("{found}: 쓸 수 없는 값입니다. 다음에서 고르세요: {choices}", "{found} is none of these: {choices}"),
    "fault.too_many": Text("너무 많습니다. {limit}개까지 쓸 수 있습니다.", "These are too many; at most {limit}."),
    "fault.colour": Text("{found}: 색이 아닙니다. #2463A6처럼 적으세요.", "{found} is no colour. Write it like #2463A6."),
    "fault.contrast": Text(
        "글자가 바탕색에서 잘 보이지 않습니다(대비 {ratio}). {least} 이상이 되게 고르세요.",
        "The letters are hard to read on this band (contrast {ratio}). Choose colours of {least} or more.",
    ),
    "fault.time_zone": Text(
        "{found}: 모르는 시간대입니다. Asia/Seoul처럼 적으세요.", "{found} is no known time zone. Write it like Asia/Seoul."
    ),
    "fault.year": Text("{found}: 2000년부터 2199년까지 쓸 수 있습니다.", "{found}: use a year from 2000 to 2199."),
    "fault.days_order": Text("{found}: 앞의 날짜보다 뒤여야 합니다.", "{found} must come after the day before it."),
    "fault.day": Text("{found}일차는 없습니다. 행사는 {last}일차까지입니다.", "There is no day {found}; the event has days 1 to {last}."),
    "fault.day_or_days": Text("day 또는 days 가운데 하나만 적으세요.", "Write either day or days, one of them."),
    "fault.overlap": Text("{line}행의 운영 시간과 겹칩니다.", "These hours overlap those on line {line}."),
    "fault.unknown_category": Text(
        "{found}: 없는 명찰 종류입니다. [[category]]에 먼저 적으세요.", "{found} is no category. Add it as [[category]] first."
    ),
    "fault.unknown_zone": Text("{found}: 없는 구역입니다. [[zone]]에 먼저 적으세요.", "{found} is no zone. Add it as [[zone]] first."),
    "fault.walk_in_name": Text(
        '현장 등록에는 이름이 꼭 필요합니다. name = "required"로 적으세요.', 'A badge needs a name. Write name = "required".'
    ),
    "fault.walk_in_consent": Text(
        "현장 등록을 받으려면 동의 항목이 필요합니다. [[consent]]를 적으세요.",
        "Whoever is registered on the spot must be asked for consent. Add [[consent]].",
    ),
    "fault.excludes_itself": Text("구역이 자기 자신을 제외할 수 없습니다.", "A zone cannot exclude itself."),
    "fault.after_exit_needs_exits": Text(
        "after_exit는 퇴장을 기록하는 구역에서만 쓸 수 있습니다. exits를 true로 하세요.",
        "after_exit needs a zone that records exits. Set exits to true.",
    ),
}
