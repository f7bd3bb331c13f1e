"""What a desk's screen has for registering and correcting: the button, the two forms and what they ask for; records nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from kiosk.walk_in import offered
from ui.parts.button import Button, plain
from ui.posting import Scene

if TYPE_CHECKING:
    from kiosk.personal import Personal
    from kiosk.printing.template import Template
    from ui.parts.correction_form import CorrectionForm
    from ui.parts.part import Part
    from ui.parts.walk_in_form import WalkInForm
    from ui.screens.staffing import Staffing


class DeskRegistering(QObject):
    """Over a desk's screen."""

    register_wished = Signal(str, object)  # the opaque id they are to have, Form
    correct_wished = Signal(str, object)  # opaque id, Field -> text
    seek_wished = Signal(str, str)  # end of the telephone number, name
    language_wished = Signal()
    closed = Signal()

    def __init__(
        self, over: Part, staffing: Staffing, scene: Callable[[], Scene], typed: Callable[[], str], prints: Callable[[], bool]
    ) -> None:
        """``typed``: the name somebody was looked for by, and not found; ``prints``: whether there is a printer."""
        super().__init__(over)
        self._over, self._staffing, self._scene, self._typed, self._prints = over, staffing, scene, typed, prints
        self._templates: Mapping[str, Template] = {}
        self.button = Button(over.look, over, icon="user-plus", size=24)
        self.button.clicked.connect(self.open)

    @cached_property
    def walk_in(self) -> WalkInForm:
        """The form for somebody new."""
        from ui.parts.walk_in_form import WalkInForm

        made = self._staffing.add(WalkInForm(self._over.look, self._over))
        made.register_wished.connect(self.register_wished)
        made.seek_wished.connect(self.seek_wished)
        made.language_wished.connect(self.language_wished)
        made.closed.connect(self.closed)
        made.show_templates(self._templates)
        return made

    @cached_property
    def correction(self) -> CorrectionForm:
        """The form for what stands on a badge."""
        from ui.parts.correction_form import CorrectionForm

        made = self._staffing.add(CorrectionForm(self._over.look, self._over))
        made.correct_wished.connect(self.correct_wished)
        made.language_wished.connect(self.language_wished)
        made.closed.connect(self.closed)
        return made

    @property
    def filling(self) -> WalkInForm | CorrectionForm | None:
        """The form that is open, None for none."""
        forms = [self.__dict__[name] for name in ("walk_in", "correction") if name in self.__dict__]
        return next((form for form in forms if not form.isHidden()), None)

    def open(self) -> None:
        """The form for somebody new."""
        scene = self._scene()
        self.walk_in.begin(scene.programme, scene.zone, scene.lang, self._typed(), prints=self._prints())

    def open_correction(self, person: Personal, days: tuple[int, ...]) -> None:
        """The form for this person's badge, good on ``days``."""
        scene = self._scene()
        category = scene.programme.category(person.category)
        if category is not None:
            template = self._templates.get(category.id)
            self.correction.begin(person, days, scene.programme, category, template, scene.lang)

    def show_templates(self, templates: Mapping[str, Template]) -> None:
        """What badges are printed by, by category."""
        self._templates = templates
        if "walk_in" in self.__dict__:
            self.walk_in.show_templates(templates)

    def note_reading(self) -> None:
        """A badge was read while a form is open, which is not left for that."""
        if (form := self.filling) is not None:
            form.note(self.tr("A badge was read. Finish here first, then read it again."))

    def reprint(self) -> str:
        """What is said where a badge with the old text is about."""
        return self.tr("Corrected. The printed badge has the old text: print a new one.")

    def say(self, sentence: str) -> None:
        """What stands against the form that is open."""
        if (form := self.filling) is not None:
            form.say(sentence)

    def done(self) -> None:
        """What was asked for is on record."""
        if (form := self.filling) is not None:
            form.say("")
            form.close_up()

    def stand(self, *, out_of_the_way: bool = False) -> None:
        """The button is there where anybody can be registered, unless the screen's keys stand there."""
        scene = self._scene()
        self.button.setVisible(bool(offered(scene.programme, scene.zone)) and not out_of_the_way)

    def speak(self, lang: str) -> None:
        """Use this language; the translator must already be switched."""
        self.button.say(self.tr("New person"))
        self.stand()
        self.button.wear(plain(self._over.look))
        if (form := self.filling) is not None:
            form.speak(lang)
