"""What a person is asked to agree to, each on its own with a yes and a no; keeps the answers, judges none."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSizeF, Signal
from PySide6.QtWidgets import QWidget

from kiosk.walk_in import Consent
from ui.ink import Ink
from ui.look import AMBER, INK, Look
from ui.parts.button import Button, inverse, plain
from ui.parts.part import Part
from ui.signs import Sign
from ui.typeface import BOLD, LEAST, SEMI, fit

MOST = 5
CHOICE = 148.0


class Consents(Part):
    """A row for each; nothing is chosen beforehand."""

    changed = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._consents: tuple[Consent, ...] = ()
        self._lang = "ko"
        self._faults: dict[str, str] = {}
        self.answers: dict[str, bool] = {}
        self.buttons = [(self._button(look, row, yes=True), self._button(look, row, yes=False)) for row in range(MOST)]
        self.retranslate()

    def ask(self, consents: Sequence[Consent]) -> None:
        """Ask for these, none answered."""
        self._consents, self.answers, self._faults = tuple(consents[:MOST]), {}, {}
        for row, pair in enumerate(self.buttons):
            for button in pair:
                button.setVisible(row < len(self._consents))
        self.restyle()
        self.arrange()
        self.update()

    def speak(self, lang: str) -> None:
        """Use this language; the translator must already be switched."""
        self._lang = lang
        self.retranslate()

    def warn(self, faults: dict[str, str]) -> None:
        """Say of each consent (by its id) what is wrong with the answer."""
        if faults != self._faults:
            self._faults = faults
            self.update()

    def _button(self, look: Look, row: int, *, yes: bool) -> Button:
        button = Button(look, self, size=24)
        button.clicked.connect(lambda: self._answer(row, yes=yes))
        button.hide()
        return button

    def _answer(self, row: int, *, yes: bool) -> None:
        self.answers[self._consents[row].id] = yes
        self.restyle()
        self.changed.emit()

    def retranslate(self) -> None:
        """Take the words of the language switched on."""
        for row, (yes, no) in enumerate(self.buttons):
            name = self._consents[row].name.of(self._lang) if row < len(self._consents) else ""
            yes.say(self.tr("I agree"), spoken=f"{name}: {self.tr('I agree')}")
            no.say(self.tr("I do not"), spoken=f"{name}: {self.tr('I do not')}")
        self.update()

    def restyle(self) -> None:
        """What was chosen is filled, and says so by a tick as well."""
        for consent, (yes, no) in zip(self._consents, self.buttons, strict=False):
            for button, meant in ((yes, True), (no, False)):
                chosen = self.answers.get(consent.id) is meant
                button.symbol = "check" if chosen else ""
                button.wear(inverse(self.look) if chosen else plain(self.look))

    @property
    def _row(self) -> float:
        return min(200.0, self.extent.height() / max(1, len(self._consents)))

    def arrange(self) -> None:
        """The two buttons at the right of each row."""
        for row, (yes, no) in enumerate(self.buttons):
            top = row * self._row + (self._row - 68) / 2
            x = self.extent.width() - 24 - CHOICE
            no.place(QRectF(x, top, CHOICE, 64), self.unit)
            yes.place(QRectF(x - CHOICE - 12, top, CHOICE, 64), self.unit)

    def draw(self, ink: Ink, extent: QSizeF) -> None:
        """Ground and, row by row, name, whether it is needed, what it says."""
        palette = self.look.palette
        tall = self._row * len(self._consents)
        ink.box(QRectF(0, 0, extent.width(), tall), 16, palette.surface, palette.edge if self.look.high else None, self.look.stroke)
        room = extent.width() - 2 * CHOICE - 24 - 12 - 24 - 24
        for row, consent in enumerate(self._consents):
            top = row * self._row
            if row:
                ink.rule(24, top, extent.width() - 48, palette.line)
            name = fit(consent.name.of(self._lang), room, size=28, least=LEAST, weight=BOLD, lines=2, leading=1.2)
            mark = self.tr("required") if consent.required else self.tr("optional")
            text = fit(f"{mark} · {consent.text.of(self._lang)}", room, size=23, least=LEAST, weight=SEMI, lines=4, leading=1.25)
            fault = self._faults.get(consent.id, "")
            wrong = fit(fault, room - 34, size=21, least=LEAST, weight=BOLD, lines=3, leading=1.2)
            y = top + max(8.0, (self._row - name.height - text.height - (wrong.height + 4 if fault else 0)) / 2)
            y += ink.fitted(QPointF(24, y), name, palette.ink)
            y += ink.fitted(QPointF(24, y), text, palette.ink2) + 4
            if fault:
                ink.sign(QRectF(24, y, 26, 26), Sign.WARN, AMBER, INK, INK)
                ink.fitted(QPointF(58, y), wrong, palette.ink)
