"""Sentences of the catalogue: badge templates, printers and what goes wrong with them."""

from kiosk.model import Text

TABLE: dict[str, Text] = {
    "error.template": Text(
        "명찰 서식 {detail}에 고칠 곳이 {count}군데 있습니다. 모두 고치고 다시 실행하세요.",
        "The badge template {detail} has faults: {count}. Mend all of these and run this again.",
    ),
    "template.large": Text("파일이 너무 큽니다. {limit} MiB까지 읽습니다.", "The file is too large; at most {limit} MiB are read."),
    "template.syntax": Text("SVG 형식에 맞지 않습니다: {why}", "This is not SVG: {why}"),
    "template.doctype": Text(
        "<!DOCTYPE>은 쓸 수 없습니다. 그 줄을 지우세요.", "A document type is not allowed here. Remove the <!DOCTYPE ...>."
    ),
    "template.deep": Text("요소가 {limit}겹보다 깊습니다.", "Elements are nested deeper than {limit}."),
    "template.element": Text(
        "<{found}> 요소는 쓸 수 없습니다. 지우거나 도형으로 바꾸세요. 쓸 수 있는 요소: {allowed}",
        "<{found}> is not allowed here. Remove it or turn it into a shape. Allowed: {allowed}",
    ),
    "template.elsewhere": Text(
        "{found} 속성은 스크립트나 다른 파일, 주소를 가리킬 수 없습니다. 지우세요.",
        "{found} may not hold a script, nor lead to another file or address. Remove it.",
    ),
    "template.unknown_field": Text(
        "{{{found}}} 항목은 없습니다. 여기에 쓸 수 있는 항목: {allowed}", "There is no field {{{found}}}. Known here: {allowed}"
    ),
    "template.outside_box": Text(
        "{{{found}}}은(는) 여기에 둘 수 없습니다. <rect>의 data-text에 쓰세요.",
        "{{{found}}} cannot stand here. Write it in the data-text of a <rect>.",
    ),
    "template.size": Text(
        '<svg>에 크기를 밀리미터로 적으세요: width="86mm" height="124mm"', 'Give the <svg> its size in mm: width="86mm" height="124mm"'
    ),
    "template.side": Text(
        "한 변은 {least:.0f} mm에서 {most:.0f} mm 사이여야 합니다.", "Each side must be between {least:.0f} and {most:.0f} mm."
    ),
    "template.view": Text(
        'viewBox가 크기({width} × {height})와 맞지 않습니다. 예: viewBox="0 0 {wide} {high}"',
        'The viewBox does not agree with the size ({width} by {height}). Write viewBox="0 0 {wide} {high}".',
    ),
    "template.box": Text(
        "data-text와 data-draw는 transform이 없는 <rect>에만 쓸 수 있습니다. 바깥 <g>에도 transform이 없어야 합니다.",
        "data-text and data-draw belong on a <rect> without a transform, on itself or around it.",
    ),
    "template.draw": Text(
        "data-draw에 {found}은(는) 쓸 수 없습니다. 쓸 수 있는 값: {allowed}", "data-draw cannot be {found}. Known: {allowed}"
    ),
    "template.across": Text(
        "data-across에 {found}은(는) 쓸 수 없습니다. 쓸 수 있는 값: left, middle, right",
        "data-across cannot be {found}. Known: left, middle, right",
    ),
    "template.number": Text(
        "{key}은(는) {least}에서 {most} 사이의 수여야 합니다. 지금 값: '{found}'",
        "{key} must be a number between {least} and {most}; it is '{found}'.",
    ),
    "error.printer_name": Text(
        "프린터 이름을 알 수 없습니다: {detail}. pdf:폴더, os:이름, zpl://주소, ql://주소 가운데 하나로 쓰세요. "
        "{kiosk} printer list에 예가 있습니다.",
        "No printer is called so: {detail}. Write pdf:FOLDER, os:NAME, zpl://HOST or ql://HOST; {kiosk} printer list has examples.",
    ),
    "printer.offline": Text(
        "프린터에 연결할 수 없습니다({detail}). 전원과 네트워크 케이블, 주소를 확인하세요.",
        "The printer cannot be reached ({detail}). Check its power, network cable and address.",
    ),
    "printer.no_answer": Text(
        "프린터가 {seconds}초 동안 대답하지 않았습니다. 전원을 껐다 켜고 시험 출력을 해 보세요.",
        "The printer gave no answer for {seconds} s. Switch it off and on, and print a test badge.",
    ),
    "printer.paper_out": Text(
        "용지가 없습니다. 새 용지를 넣고 남은 장수를 다시 입력하세요.",
        "The printer is out of paper. Put in a new roll and set its counter.",
    ),
    "printer.head_open": Text("프린터 덮개가 열려 있습니다. 덮개를 닫으세요.", "The printer is open. Close its cover."),
    "printer.ribbon_out": Text("리본이 없습니다. 새 리본을 넣으세요.", "The printer is out of ribbon. Put in a new one."),
    "printer.paused": Text(
        "프린터가 멈춰 있습니다. 걸린 용지가 있으면 빼고 일시 정지 버튼을 누르세요.",
        "The printer is paused. Remove paper that is stuck, then press its pause button.",
    ),
    "printer.hot": Text("프린터가 너무 뜨겁거나 차갑습니다. 잠시 기다리세요.", "The printer is too hot or too cold. Wait a while."),
    "printer.cut_off": Text(
        "출력하는 동안 연결이 끊겼습니다({detail}). 종이가 나왔다면 버리고 다시 출력하세요.",
        "The connection broke while printing ({detail}). If a paper came out, destroy it and print again.",
    ),
    "printer.unknown": Text(
        "이 컴퓨터에 {name} 프린터가 없습니다. {kiosk} printer list로 이름을 확인하세요.",
        "This computer has no printer {name}. {kiosk} printer list shows the names.",
    ),
    "printer.refused": Text(
        "운영체제가 출력을 받지 않았습니다({name}). 시스템의 프린터 설정을 확인하세요.",
        "The operating system did not take the job for {name}. Check the system's printer settings.",
    ),
    "printer.folder": Text(
        "PDF를 {path}에 저장할 수 없습니다({detail}). 폴더와 남은 공간을 확인하세요.",
        "The PDF cannot be written to {path} ({detail}). Check the folder and its free space.",
    ),
    "printer.wide": Text(
        "서식 너비가 {wide:.0f} mm인데 프린터는 {room:.0f} mm까지 출력합니다. 더 좁은 서식을 쓰세요.",
        "The template is {wide:.0f} mm wide; the printer prints {room:.0f} mm. Use a narrower template.",
    ),
    "printer.not_chosen": Text(
        "이 기기에는 프린터가 정해지지 않았습니다. --printer로 프린터를 정해 다시 시작하세요.",
        "No printer was chosen for this station. Start it again with --printer.",
    ),
    "printer.names_closed": Text(
        "서버에 연결되어 이름을 알아야 명찰을 출력할 수 있습니다. 접수는 그대로 남아 있습니다. 연결되면 다시 출력하세요.",
        "A badge needs its name, and names open when the server answers. The check-in stands; print again then.",
    ),
    "printer.no_category": Text(
        "구분({name})이 행사 구성에 없어 명찰을 출력할 수 없습니다. 운영 담당자에게 알리세요.",
        "The programme has no category {name}, so this badge cannot be printed. Tell the organiser.",
    ),
    "printer.stopped": Text("프로그램이 끝나 출력하지 않았습니다.", "The program ended before this was printed."),
    "printer.broken": Text(
        "출력 준비 중 문제가 생겼습니다({detail}). 담당자에게 알리고 다시 출력하세요.",
        "Something went wrong while preparing the badge ({detail}). Tell the organiser, and print again.",
    ),
    "printer.none": Text("이 컴퓨터에 설치된 프린터가 없습니다.", "No printer is installed on this computer."),
    "printer.forms": Text("그 밖에 이렇게 쓸 수 있습니다:", "Besides, a printer can be named like these:"),
    "printer.tested": Text(
        "시험 명찰을 보냈습니다(서식 {name}, {wide:.0f} × {high:.0f} mm). 종이에서 글자와 QR 코드를 확인하세요.",
        "The test badge was taken (template {name}, {wide:.0f} by {high:.0f} mm). Look at its letters and QR code on the paper.",
    ),
    "printer.written": Text("저장한 파일: {file}", "Written to {file}"),
    "printer.no_glyphs": Text(
        "글꼴에 없는 글자가 있어 네모로 찍힙니다: {letters}", "No font here has these letters; boxes are printed for them: {letters}"
    ),
    "about.printer": Text(
        "명찰을 시험 출력하고, 쓸 수 있는 프린터를 보여 줍니다", "A test badge on a printer, and which printers there are."
    ),
    "help.printer.test": Text("시험 명찰 한 장을 출력", "print one test badge"),
    "help.printer.list": Text("쓸 수 있는 프린터와 이름 쓰는 법", "which printers there are, and how they are named"),
    "help.printer.printer": Text(
        "프린터 이름. 예: pdf:badges, os:Office, zpl://주소, ql://주소", "its name: pdf:badges, os:Office, zpl://HOST, ql://HOST"
    ),
    "help.desk.printer": Text(
        "명찰 프린터. 여러 번 쓰면 첫째가 이 기기의 것, 나머지는 이웃 프린터 (기본값: 지난번 것)",
        "printer for badges; given again, the first is this station's own, the others its neighbours (default: those used last)",
    ),
    "help.printer.category": Text("명찰 구분 (기본값: 행사 구성의 첫 번째 구분)", "category of the badge (default: the programme's first)"),
    "help.printer.programme": Text(
        "구분과 행사 이름을 읽을 행사 구성 파일", "the programme file categories and the event's name come from"
    ),
    "help.printer.templates": Text(
        "명찰 서식 폴더 (기본값: 프로그램에 든 서식)", "folder of badge templates (default: those that come with the program)"
    ),
}
