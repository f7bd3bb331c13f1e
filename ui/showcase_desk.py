"""Sample states of the desk, for pictures of it: invented people, masked as the real ones are; starts no worker."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt

from kiosk.acts import UNDO_US
from kiosk.calls import Called
from kiosk.counters import Tallied
from kiosk.crowd import Face
from kiosk.desk import Card, Done, Due
from kiosk.errors import PrinterTrouble
from kiosk.model import Badge, Flag, Link, Outcome, Reason, Text, Verdict
from kiosk.personal import Personal
from kiosk.printing.job import Condition, Job, State
from kiosk.printing.template import choose
from kiosk.prints import Printed
from kiosk.programme import Programme
from kiosk.walk_in import Field
from ui.badges import TEMPLATES
from ui.look import Look, Theme
from ui.parts.bell import Bell
from ui.parts.passphrase import Passphrase
from ui.parts.sign_in import SignIn
from ui.people import READY
from ui.print_work import Sheet
from ui.printing.face import badge_face
from ui.screens.desk import DeskScreen
from ui.screens.desk_printing import PrintNews

MINUTE = 60_000_000
ZONE = "registration"
DESK = Text("2번 데스크", "Desk 2")
PEOPLE = 48_211
DESK_STATES = {
    "locked": Theme.LIGHT,
    "locked-wrong": Theme.LIGHT,
    "unlock": Theme.LIGHT,
    "passphrase": Theme.LIGHT,
    "search": Theme.LIGHT,
    "called": Theme.LIGHT,
    "found": Theme.LIGHT,
    "found-many": Theme.LIGHT,
    "nobody": Theme.LIGHT,
    "typing": Theme.LIGHT,
    "typing-latin": Theme.LIGHT,
    "typing-signs": Theme.LIGHT,
    "typing-offline": Theme.LIGHT,
    "card": Theme.LIGHT,
    "card-contact": Theme.LIGHT,
    "card-reveal": Theme.LIGHT,
    "card-done": Theme.LIGHT,
    "card-done-before": Theme.LIGHT,
    "card-due": Theme.LIGHT,
    "card-printing": Theme.LIGHT,
    "card-reprinted": Theme.LIGHT,
    "card-pickup": Theme.LIGHT,
    "card-not-printed": Theme.LIGHT,
    "card-proven": Theme.LIGHT,
    "printers": Theme.LIGHT,
    "card-id": Theme.LIGHT,
    "card-enquiry": Theme.LIGHT,
    "group": Theme.LIGHT,
    "card-gifts": Theme.LIGHT,
    "gifts": Theme.LIGHT,
    "card-vip": Theme.LIGHT,
    "card-void": Theme.LIGHT,
    "card-closed": Theme.LIGHT,
    "names-closed": Theme.LIGHT,
    "card-fault": Theme.LIGHT,
    "walk-in": Theme.LIGHT,
    "walk-in-missing": Theme.LIGHT,
    "walk-in-guardian": Theme.LIGHT,
    "walk-in-consent": Theme.LIGHT,
    "walk-in-ready": Theme.LIGHT,
    "walk-in-long": Theme.LIGHT,
    "walk-in-known": Theme.LIGHT,
    "correction": Theme.LIGHT,
    "correction-emoji": Theme.LIGHT,
    "dark-walk-in": Theme.DARK,
    "dark-walk-in-ready": Theme.DARK,
    "high-walk-in-missing": Theme.HIGH,
    "high-walk-in-ready": Theme.HIGH,
    "dark-found": Theme.DARK,
    "dark-card": Theme.DARK,
    "dark-typing": Theme.DARK,
    "dark-card-reprinted": Theme.DARK,
    "dark-printers": Theme.DARK,
    "high-found": Theme.HIGH,
    "high-typing": Theme.HIGH,
    "high-card": Theme.HIGH,
    "high-card-pickup": Theme.HIGH,
}
PRINTERS = {"zpl://192.0.2.10": Condition(None, 0, 142, 95.0), "zpl://192.0.2.11": Condition(None, 0, None, None)}
FACES = (
    Face("1", "홍*동", "010-****-5678", "(주)가온모빌리티", "visitor"),
    Face("2", "한*동", "010-****-1204", "도담로보틱스", "exhibitor"),
    Face("3", "황*도", "010-****-8831", "새봄헬스케어", "buyer"),
    Face("4", "허*두", "010-****-4470", "", "visitor"),
    Face("5", "Maxi******* F****** v** d** B***", "***********0925", "Office for International Relations, City of Eastmere", "delegate"),
)


def desk_in(state: str, programme: Programme, now: int, look: Look, lang: str, size: tuple[int, int]) -> DeskScreen:
    """The desk in that state."""
    desk = DeskScreen(programme, ZONE, DESK, lang, look)
    desk.resize(*size)
    desk.set_clock(now)
    desk.set_link(Link(online=True, roster_as_of=now - MINUTE))
    desk.set_camera("camera.ok")
    desk.set_battery(82)
    desk.show_people(READY, PEOPLE)
    desk.show_found("", ())
    desk.printing.show(PrintNews(PRINTERS))
    desk.head.show_person("" if state.startswith("locked") else "김*늘")
    match state.removeprefix("dark-").removeprefix("high-"):
        case "locked" | "locked-wrong":
            cover = desk.staffing.add(SignIn(look, desk))
            cover.lock()
            if state == "locked-wrong":
                cover.refuse(desk.pin_message("error.pin_wrong", {"left": 3, "minutes": 5}))
        case "called":
            calls = [Called(str(n), "self-service-1", ZONE, Text(f"셀프 {n}번", f"Self-service {n}"), now - n * MINUTE) for n in (3, 1)]
            Bell(look, desk).show_calls(calls, lang, now)
        case "unlock" | "passphrase":
            asking = desk.staffing.add(Passphrase(look, desk))
            asking.ask(choosing=state == "passphrase")
            if state == "unlock":
                asking.line.setText("correct horse")
                asking.refuse(desk.pin_message("error.passphrase_wrong", {"left": 3, "minutes": 5}))
            else:
                asking.line.setText("correct horse")
        case "found":
            _search(desk, FACES)
            desk.results.show_checked_in({"2", "3"})
            desk.query.pressed.emit(Qt.Key.Key_Down)
        case "found-many":
            _search(desk, FACES * 4)
        case "nobody":
            _search(desk, ())
        case "typing":
            _type(desk, "ㅎㅗㅇㄱㅣㄹ", FACES[:1])
        case "typing-latin":
            _type(desk, "", ())
            desk.keyboard.speak("en")
            desk.keyboard.shift.click()
        case "typing-signs":
            _type(desk, "", ())
            desk.keyboard.signs.click()
            for digit in "5678":
                desk.keyboard.key(digit).click()
            desk.show_found("5678", FACES * 4)
        case "typing-offline":
            desk.set_link(Link(online=False, offline_since=now - 21 * MINUTE, roster_as_of=now - 21 * MINUTE, unsent=12))
            _type(desk, "ㅎㅗㅇ", FACES)
        case (
            "walk-in"
            | "walk-in-missing"
            | "walk-in-guardian"
            | "walk-in-consent"
            | "walk-in-ready"
            | "walk-in-long"
            | "walk-in-known" as shown
        ):
            _register(desk, shown)
        case "correction":
            _correct(desk, "남궁별하")
        case "correction-emoji":
            _correct(desk, "민지 \U0001faa9")
        case "names-closed":
            desk.set_link(Link(online=False, offline_since=now - 21 * MINUTE, roster_as_of=now - 21 * MINUTE, unsent=12))
            desk.show_people("error.names_closed", 0)
        case "card-fault":
            desk.show_card(_card("visitor", Due.CHECK_IN), FACES[0])
            desk.show_fault("error.cannot_record")
        case "card-contact":
            desk.contact.allow("1", sure=True)
            desk.show_card(_card("visitor", Due.CHECK_IN), FACES[0])
            desk.contact.show_contact("1", "010-1234-5678", "hong@example.com")
        case "card-reveal":
            desk.contact.allow("1", sure=True)
            desk.show_card(_card("visitor", Due.CHECK_IN), FACES[0])
            desk.card.reveal.click()
        case "card":
            desk.contact.allow("1", sure=True)
            desk.show_card(_card("visitor", Due.CHECK_IN), FACES[0])
        case "card-done":
            done = Done(now, "desk-2", ZONE, 7, b"e", now + UNDO_US)
            desk.show_card(_card("exhibitor", Due.NOTHING, done, printed=Printed("1", "exhibitor", b"1")), FACES[1])
        case "card-done-before":
            desk.show_card(_card("delegate", Due.NOTHING, Done(now - 25 * 60 * MINUTE, "desk-1", "welcome")), FACES[4])
        case "card-due":
            desk.show_card(_card("buyer", Due.PRINT, Done(now - MINUTE, "desk-1", ZONE)), FACES[2])
        case "card-printing":
            _print(desk, now, State.PRINTING)
        case "card-reprinted":
            _print(desk, now, State.PRINTED, replaces=b"0")
        case "card-pickup":
            trouble = PrinterTrouble("printer.paper_out")
            _print(desk, now, State.PRINTED, {**PRINTERS, "zpl://192.0.2.10": Condition(trouble, 0, 0, None)}, pickup=7, replaces=b"0")
        case "card-not-printed":
            _print(desk, now, State.FAILED, trouble=PrinterTrouble("printer.no_answer", seconds=15))
        case "card-proven":
            _print(desk, now, State.PRINTED, proven=True)
        case "printers":
            conditions = {**PRINTERS, "zpl://192.0.2.11": Condition(PrinterTrouble("printer.paper_out"), 2, 0, None)}
            waiting = [Printed(face.id, face.category, face.id.encode(), printer="zpl://192.0.2.10", at=now) for face in FACES]
            desk.printing.show(PrintNews(conditions, (), waiting, {face.id: face for face in FACES}))
            desk.printing.open()
        case "card-id":
            face = replace(FACES[2], note="휠체어 이용. 승강기는 2번 게이트 옆.", companions=2)
            desk.show_card(replace(_card("delegate", Due.CHECK_IN), id_check=True), face)
        case "card-enquiry":
            desk.enquiry.switch(True)
            desk.show_card(_card("visitor", Due.CHECK_IN), FACES[0])
        case "group":
            cards = [replace(_card("visitor", Due.CHECK_IN), id=face.id) for face in FACES]
            cards[1] = replace(cards[1], due=Due.NOTHING)
            cards[3] = replace(cards[3], id_check=True)
            desk.group.show(cards, {face.id: face for face in FACES}, prints=True)
            desk.group.panel.rows[2].click()
        case "card-gifts" | "gifts" as shown:
            counters = tuple(Tallied(each, number) for number, each in enumerate(programme.counters))
            card = _card("speaker", Due.NOTHING, Done(now, "desk-2", ZONE), printed=Printed("1", "speaker", b"1"))
            desk.show_card(replace(card, counters=counters), replace(FACES[3], companions=2))
            if shown == "gifts":
                desk.counters.open()
        case "card-vip":
            needs = Verdict(Outcome.ATTENTION, Reason.NEEDS_ID)
            desk.show_card(_card("vip", Due.CHECK_IN, flags=Flag.VIP, verdict=needs), FACES[0])
        case "card-void":
            desk.show_card(_card("speaker", Due.NOT_HERE, verdict=Verdict(Outcome.REFUSE, Reason.BLOCKED, go_to=("welcome",))), FACES[2])
        case "card-closed":
            desk.show_people("error.names_closed", 0)
            desk.show_card(_card("press", Due.CHECK_IN), None)
    return desk


def _search(desk: DeskScreen, faces: tuple[Face, ...]) -> None:
    desk.query.line.setText("ㅎㄱㄷ")
    desk.show_found("ㅎㄱㄷ", faces)


def _type(desk: DeskScreen, letters: str, faces: tuple[Face, ...]) -> None:
    """With the keys of the screen, which are found by what they show."""
    desk.query.keyboard_button.click()
    desk.keyboard.speak("ko")
    for letter in letters:
        desk.keyboard.key(letter).click()
    desk.show_found(desk.query.text, faces)


def _register(desk: DeskScreen, shown: str) -> None:
    """The form for somebody new, as far as it got."""
    templates = {each.id: choose(TEMPLATES, each.id) for each in desk.scene.programme.categories}
    desk.registering.show_templates(templates)
    desk.registering.open()
    form = desk.registering.walk_in
    if shown == "walk-in":
        return
    form.fill(Field.NAME, "한서윤")
    form.fill(Field.PHONE, "010-0000-67" if shown == "walk-in-missing" else "010-0000-2345")
    form.fill(Field.COMPANY, "가온모빌리티")
    if shown == "walk-in-missing":
        form.choose("buyer")
        form.go_on()
        return
    if shown == "walk-in-long":
        form.fill(Field.NAME, "Maximiliana Fernández-van der Berg-Østergård de Souza Limaaaa")
        form.fill(Field.COMPANY, "Office for International Relations, City of Eastmere")
    if shown == "walk-in-guardian":
        form.young.click()
    form.go_on()
    if shown == "walk-in-known":
        form.show_known()
    elif shown == "walk-in-ready":
        for (yes, no), agreed in zip(form.consents.buttons, (True, False, False), strict=False):
            (yes if agreed else no).click()
    elif shown == "walk-in-long":
        form.consents.buttons[0][1].click()
        form.go_on()


def _correct(desk: DeskScreen, name: str) -> None:
    """The form for what stands on a badge, another name typed."""
    desk.registering.show_templates({"visitor": choose(TEMPLATES, "visitor")})
    desk.show_card(_card("visitor", Due.CHECK_IN), FACES[0])
    desk.registering.open_correction(Personal("1", "남궁별아", "가온모빌리티", category="visitor"), ())
    desk.registering.correction.name.fill(name)


def _print(
    desk: DeskScreen,
    now: int,
    state: State,
    conditions: dict[str, Condition] | None = None,
    *,
    pickup: int = 0,
    replaces: bytes = b"",
    proven: bool = False,
    trouble: PrinterTrouble | None = None,
) -> None:
    """The card of somebody whose badge is on its way or was."""
    printer = "zpl://192.0.2.11" if pickup else "zpl://192.0.2.10"
    printed = Printed("1", "visitor", b"1", replaces, printer, now, 8, b"e", proven)
    kind = desk.scene.programme.categories[0]
    sheet = Sheet("1", badge_face(desk.scene.programme, kind, "A" * 16, "홍길동"), bool(replaces))
    job = Job(1, printer, b"1".hex(), sheet, state, trouble, pickup)
    desk.printing.show(PrintNews(conditions or PRINTERS, (job,), () if proven else (printed,), {}))
    done = Done(now, "desk-2", ZONE, 7, b"e", now + UNDO_US)
    desk.show_card(_card("visitor", Due.NOTHING, done, Flag.VIP if pickup else Flag.NONE, printed=printed), FACES[0])


def _card(
    category: str,
    due: Due,
    done: Done | None = None,
    flags: Flag = Flag.NONE,
    verdict: Verdict = Verdict(Outcome.ADMIT, Reason.ADMITTED),  # noqa: B008 - frozen
    printed: Printed | None = None,
) -> Card:
    return Card("1", Badge(b"1", "1", category, flags), verdict, due, done, printed)
