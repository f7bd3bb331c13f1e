"""Sentences of the catalogue: what stands against a form at a desk, said to whoever fills it in."""

from kiosk.model import Text

_NO_PHONE = Text("휴대전화 번호를 넣어 주세요.", "Please enter a telephone number.")
_PHONE = Text("전화번호를 다시 확인해 주세요. 해외 번호는 +로 시작합니다.", "Please check the number. One from abroad begins with +.")

TABLE: dict[str, Text] = {
    "walk_in.category": Text("구분을 골라 주세요.", "Please choose a category."),
    "walk_in.no_name": Text("이름을 넣어 주세요.", "Please enter a name."),
    "walk_in.no_company": Text("소속을 넣어 주세요.", "Please enter a company."),
    "walk_in.no_phone": _NO_PHONE,
    "walk_in.no_email": Text("전자우편 주소를 넣어 주세요.", "Please enter an e-mail address."),
    "walk_in.no_letter": Text("글자가 있는 이름을 넣어 주세요.", "A name needs at least one letter."),
    "walk_in.phone": _PHONE,
    "walk_in.phone_short": Text("{count}자리 더 넣어 주세요.", "Digits still to come: {count}."),
    "walk_in.email": Text("전자우편 주소를 다시 확인해 주세요.", "Please check the e-mail address."),
    "walk_in.unanswered": Text("동의 여부를 골라 주세요.", "Please choose yes or no."),
    "walk_in.needed": Text(
        "이 동의가 없으면 이름이 적힌 명찰을 만들 수 없습니다. 책임자에게 안내해 주세요.",
        "Without this no badge with a name can be made. Please ask a supervisor.",
    ),
    "walk_in.no_guardian": Text("법정대리인의 이름을 넣어 주세요.", "Please enter the guardian's name."),
    "walk_in.no_guardian_phone": Text("법정대리인의 전화번호를 넣어 주세요.", "Please enter the guardian's number."),
    "walk_in.guardian_agrees": Text("법정대리인의 동의를 받아 주세요.", "The guardian has to agree."),
    "walk_in.incomplete": Text(
        "아직 채우지 않은 항목이 있습니다. 표시된 곳을 확인해 주세요.", "Something is still missing. Please see the places marked."
    ),
    "walk_in.nothing_changed": Text("바뀐 내용이 없습니다.", "Nothing was changed."),
}
