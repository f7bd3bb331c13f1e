"""What stands on each page of self-service: words, pictures and buttons, and what is spoken of it; knows where nothing stands.

A page is made anew whenever it changes, so it follows language, look and zoom by itself. A button's object name says what it is for.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Qt

from kiosk.model import Text
from kiosk.programme import Programme
from kiosk.rules import good_days
from kiosk.scanner.aim import WHOLE, Area
from kiosk.self_service import Halt
from ui import phrases
from ui.look import INK, PAPER, Look
from ui.parts import drawn
from ui.parts.button import ButtonStyle, inverse, plain, solid
from ui.parts.drawn import Drawn, Mirror, Paint
from ui.parts.entry import Entry, Keys
from ui.parts.flow import Block, Row
from ui.parts.part import Part
from ui.parts.said import BigButton, Brand, Said, Steps, TimeBar
from ui.parts.who import Who, WhoFace
from ui.typeface import EXTRA
from ui.visit import ZOOMS, At, Call, Ease, Over, Visit

LANGUAGES = {
    "ko": ("한국어", "한국어로 시작"),
    "en": ("English", "Start in English"),
    "ja": ("日本語", "日本語で始める"),
    "zh": ("中文", "用中文开始"),
}
"""What each language calls itself, and how it begins: each by itself, whatever language is switched on."""
FIGURES = "1234567890"
DIGITS = 4


@dataclass(frozen=True, slots=True)
class Context:
    """What pages are made for. ``langs``: those offered; ``small``: a panel on which heads and buttons must be lower; ``blind``: there is
    no picture."""

    look: Look
    lang: str
    programme: Programme
    name: Text
    ease: Ease
    langs: tuple[str, ...] = ("ko", "en")
    small: bool = False
    blind: bool = False
    aim: Area = WHOLE


@dataclass(frozen=True, slots=True)
class Page:
    """``lead``: what is said; ``act``: what can be done; ``foot``: what every page has. ``spoken``: the page in sentences, for whoever
    cannot see it, a name in them masked; ``private``: what more an earphone may hear. ``focus``: the object name of the button to begin
    at; ``start``: what must be in sight at first where the page is turned."""

    lead: Sequence[Block]
    act: Sequence[Block]
    foot: Sequence[Block]
    spoken: Sequence[str]
    private: Sequence[str]
    focus: str
    time: TimeBar | None = None
    mirror: Mirror | None = None
    start: Part | None = None


class Pages(QObject):
    """Makes pages; ``do`` hears the object name of whatever is pressed."""

    def __init__(self, do: Callable[[str], None], typed: Callable[[str], None], parent: QObject | None = None) -> None:
        """``typed`` hears of a name as it grows."""
        super().__init__(parent)
        self._do, self._typed = do, typed
        self._on: Context

    def page(self, visit: Visit, context: Context) -> Page:
        """The page ``visit`` is at."""
        self._on = context
        match visit.over:
            case Over.ASK:
                return self._ask()
            case Over.HELP:
                return self._help()
            case Over.CALL:
                return self._called(visit)
        return {
            At.ATTRACT: self._attract,
            At.SHOW: self._show,
            At.DIGITS: self._digits,
            At.NAME: self._name,
            At.WAIT: self._wait,
            At.CONFIRM: self._confirm,
            At.PRINT: self._print,
            At.DONE: self._done,
            At.HALT: self._halt,
        }[visit.at](visit)

    # --- the way

    def _attract(self, visit: Visit) -> Page:
        first, *others = sorted(self._on.langs, key=lambda lang: lang != self._on.lang)
        starts = [self._button(f"start_{first}", LANGUAGES[first][1], solid(self._on.look), size=self._main)]
        starts += [self._button(f"start_{lang}", LANGUAGES[lang][1], size=60) for lang in others]
        sentence = self.tr("Show the QR code of your registration, and it is printed at once.")
        picture = self._drawn(drawn.phone_to_badge)
        return self._made(self.tr("Get your badge"), sentence, [picture], starts, focus=f"start_{first}")

    def _show(self, visit: Visit) -> Page:
        typing = self._button("type", self.tr("No QR? Find me by phone number"), icon="phone")
        if self._on.blind:
            sentence = self.tr("The camera cannot be used at the moment. Please look yourself up by your phone number.")
            picture: Block = self._drawn(drawn.symbol_of("camera-off"))
            return self._made(self.tr("No camera right now"), sentence, [picture], [typing], step=1, focus="type")
        mirror = Mirror(self._on.look, aim=self._on.aim, least=200 if self._on.small else 300)
        sentence = self.tr("Hold it up to the camera, on your phone or on paper.")
        page = self._made(self.tr("Show your QR code"), sentence, [mirror], [typing], step=1, focus="type")
        return replace(page, mirror=mirror)

    def _digits(self, visit: Visit) -> Page:
        look, columns = self._on.look, 4 if self._on.small else 3
        entry = Said(look, " ".join(visit.digits.ljust(DIGITS, "_")), size=96 if self._on.small else 120, weight=EXTRA)
        keys = [self._button(f"digit_{figure}", figure, size=64) for figure in FIGURES]
        back, delete = self._button("back", "", icon="arrow-left"), self._button("delete", "", icon="delete")
        back.say("", spoken=self.tr("Back"))
        delete.say("", spoken=self.tr("Delete"))
        keys[9:] = [back, keys[9], delete]
        rows: list[Block] = [Row(look, keys[at : at + columns]) for at in range(0, len(keys), columns)]
        sentence = "" if self._on.small else self.tr("Of the number you gave when you registered.")
        page = self._made(self.tr("Last four digits of your phone"), sentence, [entry], rows, step=1, focus="digit_1")
        return replace(page, start=entry)

    def _name(self, visit: Visit) -> Page:
        look = self._on.look
        entry = Entry(look, self.tr("Your name"), visit.name)
        entry.line.heard.connect(self._typed)
        keys = Keys(look, entry.line, self._on.lang)
        keys.keyboard.done_pressed.connect(lambda: self._do("find"))
        entry.line.pressed.connect(lambda key: self._do("find") if key == Qt.Key.Key_Return else None)
        back = self._button("back", self.tr("Back"), icon="arrow-left")
        find = self._button("find", self.tr("Find me"), solid(look), icon="search")
        act: list[Block] = [keys, Row(look, [back, find], (1, 2))]
        sentence = "" if self._on.small else self.tr("Your full name, as you registered it.")
        page = self._made(self.tr("Type your name"), sentence, [entry], act, step=1, focus="find")
        return replace(page, start=entry)

    def _wait(self, visit: Visit) -> Page:
        picture = self._drawn(drawn.symbol_of("clock"))
        return self._made(self.tr("One moment, please"), self.tr("We are looking you up."), [picture], [], step=1)

    def _confirm(self, visit: Visit) -> Page:
        assert visit.card is not None
        assert visit.face is not None
        look, face, badge = self._on.look, visit.face, visit.card.badge
        category = self._on.programme.category(badge.category)
        band = (category.band, category.ink) if category else (INK, PAPER)
        if look.high:
            band = (PAPER, "#000000")
        title = " · ".join(filter(None, (category.name.of(self._on.lang) if category else "", self._days(visit))))
        rows = [(self.tr("Company"), face.company)] if face.company else []
        rows += [(self.tr("Phone"), face.phone)] if face.phone else []
        who = Who(look, WhoFace(title, band, face.name, rows), size=96 if self._on.small else 148)
        known, said = (face.name, title), [f"{label} {value}" for label, value in rows]
        answers = Row(
            look,
            [
                self._button("no", self.tr("No")),
                self._button("yes", self.tr("Yes, it is me"), solid(look), icon="check", size=self._main),
            ],
            (1, 2.2),
        )
        masked = self.tr("Your name is masked so that nobody else can read it.")
        return self._made(self.tr("Is this you?"), "", [who], [answers], step=2, note=masked, focus="yes", about=known, private=said)

    def _print(self, visit: Visit) -> Page:
        picture = self._drawn(drawn.out_of_the_slot)
        return self._made(self.tr("Your badge is printing"), self.tr("It comes out of the slot below."), [picture], [], step=3)

    def _done(self, visit: Visit) -> Page:
        finish = self._button("finish", self.tr("Finish"), solid(self._on.look), icon="check", size=self._main)
        picture = self._drawn(drawn.wear_it)
        if not visit.paper:
            title, sentence = self.tr("You are checked in"), self.tr("Your badge waits for you at the desk.")
        elif visit.pickup:
            title = self.tr("Pick it up at the desk: {n}").format(n=visit.pickup)
            sentence = self.tr("Your badge is printed at another printer. Tell the desk this number.")
        else:
            title, sentence = self.tr("Take your badge"), self.tr("Wear it where it can be seen. Enjoy your visit!")
        return self._made(title, sentence, [picture], [finish], step=3, focus="finish")

    def _days(self, visit: Visit) -> str:
        assert visit.card is not None
        programme = self._on.programme
        good = good_days(programme, visit.card.badge)
        return self.tr("all {n} days").format(n=len(good)) if len(good) == len(programme.days) else phrases.days(good)

    # --- where it does not go on

    def _halt(self, visit: Visit) -> Page:
        halt = visit.halt or Halt.STAFF
        title, sentence, icon = self._words_of(halt, visit)
        look = self._on.look
        act: list[Block] = []
        if halt in (Halt.UNKNOWN, Halt.FOREIGN):
            act = [
                self._button("again", self.tr("Show a QR again"), solid(look), icon="qr-code"),
                self._button("type", self.tr("Find me by phone number")),
            ]
        elif halt in (Halt.NOT_FOUND, Halt.SEVERAL):
            act = [self._button("again", self.tr("Show a QR"), icon="qr-code"), self._button("type", self.tr("Try once more"))]
        picture = self._drawn(drawn.symbol_of(icon))
        return self._made(title, sentence, [picture], act, step=1, focus="again" if act else "call")

    def _words_of(self, halt: Halt, visit: Visit) -> tuple[str, str, str]:
        """Title, sentence, icon: never what is wrong with a person, always what helps."""
        match halt:
            case Halt.UNKNOWN:
                return (
                    self.tr("We did not find this code"),
                    self.tr("Please show the QR of your confirmation, or look yourself up."),
                    "search",
                )
            case Halt.FOREIGN:
                return self.tr("That is another QR code"), self.tr("Please show the QR of your confirmation or your badge."), "qr-code"
            case Halt.NOT_TODAY:
                when = phrases.days(good_days(self._on.programme, visit.card.badge)) if visit.card else ""
                return (
                    self.tr("Your badge is for another day"),
                    self.tr("It is good on {days}. Staff will gladly help you.").format(days=when),
                    "clock",
                )
            case Halt.ALREADY:
                return (
                    self.tr("You have your badge already"),
                    self.tr("If you cannot find it, staff will print you a new one."),
                    "badge-check",
                )
            case Halt.OLD:
                return (
                    self.tr("You have a newer badge"),
                    self.tr("Please wear the newer one. If you cannot find it, call staff."),
                    "refresh-cw",
                )
            case Halt.ELSEWHERE:
                return self.tr("Another desk welcomes you"), self._elsewhere(visit), "map-pin"
            case Halt.IDENTITY:
                return self.tr("Please show your ID to staff"), self.tr("Call staff here, it takes only a moment."), "id-card"
            case Halt.NOT_FOUND:
                return (
                    self.tr("We did not find you"),
                    self.tr("Please check the digits and your name. Staff will gladly help you."),
                    "search",
                )
            case Halt.SEVERAL:
                return self.tr("Staff will find you"), self.tr("More than one person is registered like this. Please call staff."), "users"
            case Halt.NAMES | Halt.PAUSED:
                return (
                    self.tr("Taking a short break"),
                    self.tr("No badges can be printed here now. Please use another kiosk or the desk."),
                    "clock",
                )
            case Halt.PRINTER:
                return (
                    self.tr("Your badge did not come out"),
                    self.tr("You are checked in. Staff will bring you your badge: please call them."),
                    "printer",
                )
            case _:
                return self.tr("Staff will help you here"), self.tr("Please call staff, or go to the desk."), "users"

    def _elsewhere(self, visit: Visit) -> str:
        go_to = visit.card.verdict.go_to if visit.card else ()
        zone = self._on.programme.zone(go_to[0]) if go_to else None
        if zone is None:
            return self.tr("Please ask at the desk.")
        place = f"{zone.name.of(self._on.lang)} · {zone.place.of(self._on.lang)}" if zone.place.ko else zone.name.of(self._on.lang)
        return self.tr("Please go to: {place}").format(place=place)

    # --- what is laid over

    def _ask(self) -> Page:
        look = self._on.look
        act: list[Block] = [
            self._button("more", self.tr("I need more time"), solid(look), icon="clock", size=self._main),
            self._button("restart", self.tr("I am finished")),
        ]
        picture = self._drawn(drawn.symbol_of("clock"))
        sentence = self.tr("Otherwise we start again, and nothing of you is left on this screen.")
        return self._made(self.tr("Are you still there?"), sentence, [picture], act, focus="more", more=False)

    def _help(self) -> Page:
        look = self._on.look
        lines = (
            self.tr("1. Choose your language."),
            self.tr("2. Hold the QR of your confirmation up to the camera, or type the last four digits of your phone and your name."),
            self.tr("3. Check that it is you, and take your badge."),
            self.tr("You can do everything with the arrow keys and OK, too. Staff come when you call them."),
        )
        said: list[Block] = [Said(look, line) for line in lines]
        speed = (self.tr("Speak faster"), self.tr("Speak slowly"), self.tr("Speak normally"))[self._on.ease.speed]
        back: list[Block] = [
            Row(look, [self._button("hear", self.tr("Hear it again"), icon="volume-2"), self._button("speed", speed)]),
            self._button("close", self.tr("Back"), solid(look)),
        ]
        return self._made(self.tr("How it works"), "", said, back, focus="close", about=lines)

    def _called(self, visit: Visit) -> Page:
        look = self._on.look
        words = {
            Call.CALLING: (self.tr("Calling staff…"), self.tr("One moment, please.")),
            Call.TOLD: (self.tr("Staff know that you need help"), self.tr("Somebody will come to you here. You can go on meanwhile.")),
            Call.COMING: (self.tr("Somebody is on the way"), self.tr("Please wait here a moment.")),
        }
        away = (
            self.tr("Please go to the desk"),
            self.tr("We cannot call anybody from here now. A member of staff is at the desk over there."),
        )
        title, sentence = words.get(visit.call, away)
        back: list[Block] = [self._button("close", self.tr("Back"), solid(look))]
        return self._made(title, sentence, [self._drawn(drawn.person_comes)], back, focus="close", called=True)

    # --- what every page has

    @property
    def _main(self) -> int:
        return 64 if self._on.small else 84

    def _drawn(self, paint: Paint) -> Drawn:
        return Drawn(self._on.look, paint, least=150 if self._on.small else 220)

    def _button(self, name: str, text: str, style: ButtonStyle | None = None, *, icon: str = "", size: int = 52) -> BigButton:
        least = 104 if self._on.small else (184 if size > 64 else 136)
        look = replace(style or plain(self._on.look), radius=24)
        button = BigButton(self._on.look, text, look, icon=icon, size=size, least=least, dense=self._on.small)
        button.setObjectName(name)
        button.clicked.connect(lambda: self._do(name))
        return button

    def _made(
        self, title: str, sentence: str, middle: Sequence[Block], act: Sequence[Block], *, step: int | None = None, note: str = "",
        focus: str = "", about: Sequence[str] = (), private: Sequence[str] = (), more: bool = True, called: bool = False,
    ) -> Page:  # fmt: skip
        on, look = self._on, self._on.look
        other = on.langs[(on.langs.index(on.lang) + 1) % len(on.langs)]
        word = LANGUAGES[other][0]
        brand = Row(
            look,
            [Brand(look, on.programme.name.of(on.lang)), self._button(f"speak_{other}", word, icon="" if on.small else "globe")],
            (2.4, 1),
        )
        lead: list[Block] = [brand]
        if step is not None and not on.small:
            lead.append(Steps(look, (self.tr("Start"), self.tr("QR"), self.tr("Check"), self.tr("Print")), step))
        lead.append(Said(look, title, size=72 if on.small else 104, weight=EXTRA))
        if sentence:
            lead.append(Said(look, sentence, size=52 if on.small else 60, quiet=True))
        lead += middle
        foot, time = self._foot(more=more, called=called)
        if note and not on.small:
            foot.insert(0, Said(look, note, quiet=True))
        spoken = tuple(filter(None, (title, sentence, *about)))
        return Page(lead, list(act), foot, spoken, tuple(private), focus or "more", time)

    def _foot(self, *, more: bool, called: bool) -> tuple[list[Block], TimeBar]:
        on, look = self._on, self._on.look
        ease = on.ease
        longer = self._button("more" if more else "close", self.tr("More time") if more else self.tr("Go on"), icon="clock")
        time = TimeBar(look, longer, short=on.small)
        on_style, off_style = inverse(look), plain(look)
        larger = self.tr("Larger") if ease.larger != ZOOMS[0] else self.tr("Smaller")
        volume = self._button("volume", self.tr("Sound"), icon=("volume-x", "volume-1", "volume-2")[ease.volume])
        volume.say(self.tr("Sound"), spoken=(self.tr("Sound: off"), self.tr("Sound: soft"), self.tr("Sound: loud"))[ease.volume])
        tools = Row(
            look,
            [
                self._button("contrast", self.tr("Contrast"), on_style if ease.contrast else off_style, icon="contrast"),
                self._button("zoom", larger, on_style if ease.zoom > 1 else off_style, icon="a-large-small"),
                self._button(
                    "low",
                    self.tr("Raise") if ease.low else self.tr("Lower"),
                    on_style if ease.low else off_style,
                    icon="arrow-down-to-line",
                ),
                volume,
            ],
            gap=8 if on.small else 12,
        )
        last: list[Block] = [] if called else [self._button("call", self.tr("Call staff"), inverse(look), icon="bell")]
        last += [self._button("help", self.tr("Help")), self._button("restart", self.tr("Restart"))]
        return [time, tools, Row(look, last, (1.5, 0.8, 1.1)[-len(last) :])], time
