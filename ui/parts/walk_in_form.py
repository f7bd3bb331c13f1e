"""The form for somebody nobody registered before: who they are, whether a guardian answers for them, what they agree to, how the badge will
look; asks for what the programme says, registers nobody itself."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSizeF, Signal
from PySide6.QtWidgets import QWidget

from kiosk.masking import LAST
from kiosk.walk_in import (
    GUARDED_BELOW,
    GUARDIAN,
    GUARDIAN_AGREES,
    GUARDIAN_PHONE,
    Asked,
    Field,
    Form,
    Missing,
    missing,
    new_person,
    offered,
    tidy,
)
from ui.ink import Ink
from ui.look import Look
from ui.parts import form
from ui.parts.badge_view import HELD, BadgeView
from ui.parts.button import Button, inverse, plain
from ui.parts.consents import Consents
from ui.parts.form import EDGE, HEAD
from ui.parts.form_line import TALL, FormLine
from ui.parts.keyboard import Layer
from ui.posting import sentence_of
from ui.printing.face import badge_face
from ui.typeface import BOLD

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kiosk.printing.template import Template
    from kiosk.programme import Category, Programme, Zone

MOST_CATEGORIES = 16
FOOT = 76.0
GAP = 10.0
LIVE = frozenset({"walk_in.phone_short"})
"""What is said while the line is still being typed into."""


class Step(IntEnum):
    """The pages, in order; the second only where a guardian answers."""

    PERSON = 0
    GUARDIAN = 1
    CONSENT = 2


class WalkInForm(form.Form):
    """Page by page; ``register_wished`` brings the id this person is to have, and the form."""

    register_wished = Signal(str, object)
    seek_wished = Signal(str, str)  # end of the telephone number, name: whether somebody of these is registered already

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        keys = {Field.PHONE: Layer.SIGNS, GUARDIAN_PHONE: Layer.SIGNS, Field.EMAIL: Layer.LATIN}
        places = (*Field, GUARDIAN, GUARDIAN_PHONE)
        self._lines: dict[str, FormLine] = {place: FormLine(look, layer=keys.get(place)) for place in places}
        super().__init__(look, tuple(self._lines.values()), parent)
        self._programme: Programme | None = None
        self._zone: Zone | None = None
        self._id, self._category = "", ""
        self._under_age, self._agreed, self._prints = False, False, True
        self._tried: set[Step] = set()
        self._templates: Mapping[str, Template] = {}
        self.page = Step.PERSON
        self.categories = [self._choice(look, at) for at in range(MOST_CATEGORIES)]
        self.young = Button(look, self, size=24)
        self.agreed = Button(look, self, size=24)
        self.previous = Button(look, self, icon="chevron-left", size=24)
        self.consents = Consents(look, self)
        self.view = BadgeView(look, self)
        self.young.clicked.connect(self._turn_young)
        self.agreed.clicked.connect(self._turn_agreed)
        self.previous.clicked.connect(self._go_back)
        self.consents.changed.connect(self.heard)
        self.retranslate()
        self.restyle()

    # --- what the station says

    def begin(self, programme: Programme, zone: Zone, lang: str, name: str = "", *, prints: bool = True) -> None:
        """A new form at this desk; ``name``: what was typed already; ``prints``: there is a printer."""
        self._prints = prints
        self._programme, self._zone, self._id = programme, zone, new_person()
        self._under_age, self._agreed, self._tried, self.page = False, False, set(), Step.PERSON
        for entry in self.entries:
            entry.fill("")
        self._lines[Field.NAME].fill(name)
        self._category = self._offered[0].id if self._offered else ""
        self.consents.ask(programme.consents)
        self.restyle()
        self.hint = ""
        self.say("")
        self.speak(lang)
        self.open()
        self._turn_to(Step.PERSON)

    def show_templates(self, templates: Mapping[str, Template]) -> None:
        """What badges are printed by, by category."""
        self._templates = templates
        self._preview()

    def show_known(self) -> None:
        """Somebody of this name and number is registered already."""
        self.hint = self.tr("Somebody of this name and number is registered already. Go on only if this is another person.")
        self.update()

    def fill(self, place: str, text: str) -> None:
        """Put ``text`` where a Field, or something of the guardian's, is asked for."""
        self._lines[place].fill(text)

    @property
    def form(self) -> Form:
        """What was entered so far."""
        values = {place: entry.text for place, entry in self._lines.items()}
        answered = tuple(self.consents.answers.items())
        return Form(self._category, consents=answered, under_age=self._under_age, guardian_agrees=self._agreed, **values)

    # --- what a person does

    def choose(self, category: str) -> None:
        """They are registered as this."""
        self._category = category
        self.restyle()
        self.retranslate()
        self.heard()

    def go_on(self) -> None:
        """To the next page, or register; where something is missing, there."""
        if self.busy:
            return
        self._tried.add(self.page)
        self.heard()
        found = [each for each in self._missing if self._page_of(each) <= self.page]
        if found:
            self._show(found[0])
        elif self.page is Step.CONSENT:
            self.wait()
            self.register_wished.emit(self._id, self.form)
        else:
            if self.page is Step.PERSON:
                self.hint = ""
                self.seek_wished.emit("".join(filter(str.isdecimal, self.form.phone))[-LAST:], tidy(self.form.name))
            self._turn_to(Step.GUARDIAN if self._under_age and self.page is Step.PERSON else Step.CONSENT)

    def heard(self) -> None:
        """Say what is wrong where it stands."""
        if self.message and not self.busy:
            self.say("")
        found = {each.place: each for each in self._missing}
        for place, entry in self._lines.items():
            entry.warn(self._told(found.get(place), entry))
        tried = Step.CONSENT in self._tried
        wanting = {each.id: found[each.id] for each in self._programme.consents if each.id in found} if self._programme else {}
        shown = {id_: each for id_, each in wanting.items() if tried or each.key == "walk_in.needed"}
        self.consents.warn({id_: sentence_of(each.key, each.values, self._lang) for id_, each in shown.items()})
        self._preview()
        self.update()

    def _turn_young(self) -> None:
        self._under_age = not self._under_age
        self.restyle()
        self.heard()

    def _turn_agreed(self) -> None:
        self._agreed = not self._agreed
        self.restyle()
        self.heard()

    def _go_back(self) -> None:
        self._turn_to(Step.GUARDIAN if self._under_age and self.page is Step.CONSENT else Step.PERSON)

    # --- inside

    @property
    def _offered(self) -> tuple[Category, ...]:
        return offered(self._programme, self._zone) if self._programme and self._zone else ()

    @property
    def _asked(self) -> tuple[Asked, ...]:
        return next((each.walk_in for each in self._offered if each.id == self._category), ())

    @property
    def _missing(self) -> tuple[Missing, ...]:
        return missing(self.form, self._programme, self._zone) if self._programme and self._zone else ()

    @property
    def begun(self) -> bool:
        """Whether anything would be lost."""
        return super().begun or bool(self.consents.answers)

    def asked(self) -> list[FormLine]:
        """The lines of this page."""
        if self.page is Step.PERSON:
            return [self._lines[asked.field] for asked in self._asked]
        return [self._lines[GUARDIAN], self._lines[GUARDIAN_PHONE]] if self.page is Step.GUARDIAN else []

    def _page_of(self, found: Missing) -> Step:
        if found.place in (GUARDIAN, GUARDIAN_PHONE, GUARDIAN_AGREES):
            return Step.GUARDIAN
        return Step.PERSON if found.place in (*Field, "category") else Step.CONSENT

    def _told(self, found: Missing | None, entry: FormLine) -> str:
        if found is None:
            return ""
        left = bool(entry.text) and not entry.line.hasFocus()
        tried = self._page_of(found) in self._tried
        return sentence_of(found.key, found.values, self._lang) if tried or left or (entry.text and found.key in LIVE) else ""

    def _show(self, found: Missing) -> None:
        page = self._page_of(found)
        if page is not self.page:
            self._turn_to(page)
        if found.place in self._lines:
            self.focus(self._lines[found.place])
        else:
            self.message = sentence_of("walk_in.incomplete" if page is Step.CONSENT else found.key, found.values, self._lang)
        self.update()

    def _turn_to(self, page: Step) -> None:
        for entry in self.entries:
            entry.line.finish()
        self.page = page
        if self._under_age and page is Step.CONSENT and not self.hint:
            self.hint = self.tr("The guardian answers for them.")
        self.retranslate()
        first = next(iter(self.asked()), None)
        if first is not None:
            self.focus(first)
        else:
            self.setFocus()
        self.heard()

    def _preview(self) -> None:
        category = next((each for each in self._offered if each.id == self._category), None)
        if category is None or self._programme is None or self.page is not Step.CONSENT:
            return
        held = self.form
        face = badge_face(self._programme, category, HELD, tidy(held.name), company=tidy(held.company))
        self.view.show_badge(face, self._templates.get(category.id))

    def _choice(self, look: Look, at: int) -> Button:
        button = Button(look, self, size=24)
        button.clicked.connect(lambda: self.choose(self._offered[at].id))
        button.hide()
        return button

    # --- words and places

    def speak(self, lang: str) -> None:
        """Use this language; the translator must already be switched."""
        self.consents.speak(lang)
        super().speak(lang)
        self.heard()

    def retranslate(self) -> None:
        """Take the words of the language switched on."""
        self.title = self.tr("Register on the spot")
        pages = [Step.PERSON, Step.GUARDIAN, Step.CONSENT] if self._under_age else [Step.PERSON, Step.CONSENT]
        self.step = self.tr("Step {n} of {all}").format(n=pages.index(self.page) + 1, all=len(pages)) if self.page in pages else ""
        required = {asked.field: asked.required for asked in self._asked}
        for place, label in self._labels().items():
            needed = required.get(Field(place), False) if place in tuple(Field) else True
            self._lines[place].say(label, self.tr("required") if needed else self.tr("optional"))
        for button, category in zip(self.categories, self._offered, strict=False):
            button.say(category.name.of(self._lang))
        self.young.say(self.tr("Under {n}").format(n=GUARDED_BELOW))
        self.agreed.say(self.tr("The guardian agrees"))
        self.previous.say(self.tr("Back"))
        last = self.page is Step.CONSENT
        self.next_.symbol = "badge-check" if last else "arrow-right"
        register = self.tr("Register and print") if self._prints else self.tr("Register")
        self.next_.say(register if last else self.tr("Go on"))
        super().retranslate()

    def _labels(self) -> dict[str, str]:
        return {
            Field.NAME: self.tr("Name"),
            Field.PHONE: self.tr("Telephone"),
            Field.COMPANY: self.tr("Company"),
            Field.EMAIL: self.tr("E-mail"),
            GUARDIAN: self.tr("Guardian's name"),
            GUARDIAN_PHONE: self.tr("Guardian's telephone"),
        }

    def restyle(self) -> None:
        """What was chosen is filled, and says so by a tick as well."""
        super().restyle()
        chosen = [(button, each.id == self._category) for button, each in zip(self.categories, self._offered, strict=False)]
        for button, on in (*chosen, (self.young, self._under_age), (self.agreed, self._agreed)):
            button.symbol = "check" if on else ""
            button.wear(inverse(self.look) if on else plain(self.look))
        self.previous.wear(plain(self.look))

    def arrange(self) -> None:
        """This page's parts, none of the others'."""
        super().arrange()
        asked, person, consent = self.asked(), self.page is Step.PERSON, self.page is Step.CONSENT
        for entry in self.entries:
            entry.setVisible(entry in asked)
        for at, button in enumerate(self.categories):
            button.setVisible(person and at < len(self._offered))
        self.young.setVisible(person)
        self.agreed.setVisible(self.page is Step.GUARDIAN)
        self.previous.setVisible(not person)
        self.keyboard.setVisible(not consent)
        self.consents.setVisible(consent)
        self.view.setVisible(consent)
        if consent:
            self._arrange_consents()
        else:
            self._arrange_lines(asked, self._arrange_categories() if person else HEAD + 16)

    def _arrange_categories(self) -> float:
        """Side by side, in as many rows as it takes; the y below them."""
        x, y = EDGE, HEAD + 40
        for button, _ in zip(self.categories, self._offered, strict=False):
            wide = max(132.0, button.wanted(20) + (0 if button.symbol else 40))
            if x > EDGE and x + wide > self.on.width - EDGE:
                x, y = EDGE, y + 56 + GAP
            button.place(QRectF(x, y, wide, 56), self.unit)
            x += wide + GAP
        return y + 56 + 16

    def _arrange_lines(self, asked: list[FormLine], y: float) -> None:
        across = 1 if self.on.portrait else 2
        wide = (self.on.width - 2 * EDGE - (across - 1) * EDGE) / across
        for at, entry in enumerate(asked):
            entry.place(QRectF(EDGE + at % across * (wide + EDGE), y + at // across * (TALL + GAP), wide, TALL), self.unit)
        foot = QRectF(EDGE, self.keys.top() - 12 - FOOT, self.on.width - 2 * EDGE, FOOT)
        first = self.young if self.page is Step.PERSON else self.previous
        room = max(140.0, first.wanted(20) + (0 if first.symbol else 40))
        first.place(QRectF(foot.left(), foot.top(), room, FOOT), self.unit)
        x = foot.left() + room + 12
        below = y + -(-len(asked) // across) * (TALL + GAP) + 8
        self.agreed.place(QRectF(EDGE, below, max(300.0, self.agreed.wanted(20) + 40), 64), self.unit)
        go = 300.0
        self._message_at = QRectF(x + 8, foot.top(), foot.right() - go - 16 - x, FOOT)
        self.next_.place(QRectF(foot.right() - go, foot.top(), go, FOOT), self.unit)

    def _arrange_consents(self) -> None:
        wide, tall = self.on.width - 2 * EDGE, self.on.height - HEAD - 16 - EDGE
        top = HEAD + 16
        if self.on.portrait:
            consents, side = QRectF(EDGE, top, wide, tall * 0.46), QRectF(EDGE, top + tall * 0.46 + 16, wide, tall * 0.54 - 16)
        else:
            consents = QRectF(EDGE, top, wide - 464, tall)
            side = QRectF(consents.right() + EDGE, top, 440, tall)
        self.consents.place(consents, self.unit)
        foot = QRectF(side.left(), side.bottom() - 96, side.width(), 96)
        back = max(120.0, self.previous.wanted(16))
        self.previous.place(QRectF(foot.left(), foot.top(), back, 96), self.unit)
        self.next_.place(QRectF(foot.left() + back + 12, foot.top(), foot.width() - back - 12, 96), self.unit)
        self._message_at = QRectF(foot.left(), foot.top() - 12 - 84, foot.width(), 84)
        self.view.place(QRectF(side.left(), side.top(), side.width(), self._message_at.top() - 12 - side.top()), self.unit)

    def draw(self, ink: Ink, extent: QSizeF) -> None:
        """Head, the categories' label, what stands against it."""
        self.draw_head(ink)
        if self.page is Step.PERSON:
            ink.label(QRectF(EDGE, HEAD + 4, 400, 32), self.tr("Category"), 22, 20, self.look.palette.ink, weight=BOLD)
        self.draw_message(ink, self._message_at)
