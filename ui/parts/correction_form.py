"""The form that corrects what stands on a person's badge, with the badge beside it as it will look; corrects nothing itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSizeF, Signal
from PySide6.QtWidgets import QWidget

from kiosk.walk_in import Field, name_fault, tidy
from ui.ink import Ink
from ui.look import Look
from ui.parts import form
from ui.parts.badge_view import HELD, BadgeView
from ui.parts.form import EDGE, HEAD
from ui.parts.form_line import TALL, FormLine
from ui.posting import sentence_of
from ui.printing.face import badge_face

if TYPE_CHECKING:
    from kiosk.personal import Personal
    from kiosk.printing.template import Template
    from kiosk.programme import Category, Programme

FOOT = 76.0


class CorrectionForm(form.Form):
    """``correct_wished`` brings whose badge, and what is another now (Field -> text)."""

    correct_wished = Signal(str, object)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        self.name, self.company = FormLine(look), FormLine(look)
        super().__init__(look, (self.name, self.company), parent)
        self._programme: Programme | None = None
        self._category: Category | None = None
        self._template: Template | None = None
        self._person: Personal | None = None
        self._days: tuple[int, ...] = ()
        self.view = BadgeView(look, self)
        self.retranslate()
        self.restyle()

    def begin(
        self, person: Personal, days: tuple[int, ...], programme: Programme, category: Category, template: Template | None, lang: str
    ) -> None:
        """Correct this person's badge, which is good on ``days``."""
        self._person, self._days, self._programme, self._category, self._template = person, days, programme, category, template
        self.name.fill(person.name)
        self.company.fill(person.company)
        self.say("")
        self.speak(lang)
        self.open()
        self.focus(self.name)
        self.name.line.selectAll()

    @property
    def changed(self) -> dict[Field, str]:
        """What is another now."""
        person = self._person
        if person is None:
            return {}
        now = {Field.NAME: (person.name, self.name.text), Field.COMPANY: (person.company, self.company.text)}
        return {field: tidy(text) for field, (was, text) in now.items() if tidy(text) != tidy(was)}

    @property
    def begun(self) -> bool:
        """Whether anything would be lost."""
        return bool(self.changed)

    def go_on(self) -> None:
        """Correct it, where it is another and a name."""
        if self.busy or self._person is None:
            return
        if name_fault(self.name.text):
            self.focus(self.name)
        elif not self.changed:
            self.say(sentence_of("walk_in.nothing_changed", {}, self._lang))
        else:
            self.wait()
            self.correct_wished.emit(self._person.id, self.changed)

    def heard(self) -> None:
        """Show the badge as it would be."""
        if self.message and not self.busy:
            self.say("")
        found = name_fault(self.name.text)
        self.name.warn(sentence_of(found.key, found.values, self._lang) if found else "")
        if self._programme is not None and self._category is not None:
            name, company = tidy(self.name.text), tidy(self.company.text)
            face = badge_face(self._programme, self._category, HELD, name, company=company, days=self._days)
            self.view.show_badge(face, self._template)

    def speak(self, lang: str) -> None:
        """Use this language; the translator must already be switched."""
        super().speak(lang)
        self.heard()

    def retranslate(self) -> None:
        """Take the words of the language switched on."""
        self.title = self.tr("Correct the badge")
        self.name.say(self.tr("Name"), self.tr("required"))
        self.company.say(self.tr("Company"), "")
        self.next_.symbol = "check"
        self.next_.say(self.tr("Correct it"))
        super().retranslate()

    def arrange(self) -> None:
        """Lines at the left, the badge at the right; standing up the badge is between them and the keys."""
        super().arrange()
        top, bottom = HEAD + 16, self.keys.top() - 16
        badge = QRectF(EDGE, top + 2 * (TALL + 12) + FOOT + 24, self.on.width - 2 * EDGE, 0)
        badge.setBottom(bottom)
        wide = badge.width()
        if not self.on.portrait:
            wide = self.on.width - 3 * EDGE - 340
            badge = QRectF(self.on.width - EDGE - 340, top, 340, bottom - top)
        for at, entry in enumerate(self.entries):
            entry.place(QRectF(EDGE, top + at * (TALL + 12), wide, TALL), self.unit)
        y = top + 2 * (TALL + 12) + 8
        self.next_.place(QRectF(EDGE + wide - 300, y, 300, FOOT), self.unit)
        self._message_at = QRectF(EDGE, y, wide - 316, FOOT)
        self.view.place(badge, self.unit)

    def draw(self, ink: Ink, extent: QSizeF) -> None:
        """Head, what stands against it, or what becomes of the old badge."""
        self.draw_head(ink)
        self.draw_message(ink, self._message_at)
