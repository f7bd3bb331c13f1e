"""The desk: one field that takes a scan or typing, whom it finds, and a person's card. Shows what it is told; no files, no threads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent

from kiosk.model import Answer
from ui import arrange, phrases
from ui.look import Look
from ui.parts.button import Button, solid
from ui.parts.card import CardView
from ui.parts.head import Head
from ui.parts.hint import Hint
from ui.parts.initials import InitialsPad
from ui.parts.query import Query
from ui.parts.results import Results
from ui.screens.desk_contact import DeskContact
from ui.screens.desk_counters import DeskCounters
from ui.screens.desk_enquiry import DeskEnquiry
from ui.screens.desk_group import DeskGroup
from ui.screens.desk_printing import DeskPrinting
from ui.screens.desk_registering import DeskRegistering
from ui.screens.desk_undo import DeskUndo
from ui.screens.desk_words import OPENING, CardWords
from ui.screens.station import StationScreen
from ui.words import tell

if TYPE_CHECKING:
    from kiosk.crowd import Face
    from kiosk.desk import Card
    from ui.parts.keyboard import Keyboard


class DeskScreen(StationScreen):
    """Where people are found and checked in."""

    searched = Signal(str)
    person_chosen = Signal(str)  # opaque id
    check_in_wished = Signal(str, bool)  # opaque id, whether their ID was looked at
    group_wished = Signal(str)  # opaque id
    print_wished = Signal(str, bool)  # opaque id, whether another paper takes the place of one before
    lock_wished = Signal()
    correction_wished = Signal(str)  # opaque id

    def build(self, look: Look) -> None:
        """Head, field, results, keys, card."""
        self._people: tuple[str, int] = (OPENING, 0)
        self._told, self._stays = "", ""
        self._card: Card | None = None
        self._face: Face | None = None
        self._busy = False
        self._found_for, self._hurried = "", False  # Enter may be quicker than the search
        self.head = Head(look, self)
        self.query, self.line = Query(look, self), Hint(look, self)
        self.results = Results(look, self._programme, self._lang, self)
        self.pad = InitialsPad(look, self)
        self.open_button = Button(look, self, icon="id-card", size=34)
        self.card = CardView(look, self)
        super().build(look)
        self.printing, self.undoing = DeskPrinting(self, self.staffing), DeskUndo(self, self.staffing)
        self.undoing.wished.connect(self.undo_wished)
        self.undoing.closed.connect(lambda: self.query.setFocus(Qt.FocusReason.OtherFocusReason))
        self.printing.changed.connect(self.refresh)
        self.registering = DeskRegistering(self, self.staffing, lambda: self.scene, self._sought, lambda: self.printing.ready)
        self.registering.language_wished.connect(self.switch_language)
        self.registering.closed.connect(lambda: self.query.setFocus(Qt.FocusReason.OtherFocusReason))
        self.group = DeskGroup(self, self.staffing)
        self.enquiry, self.counters = DeskEnquiry(self), DeskCounters(self, self.staffing)
        self.enquiry.changed.connect(self.close_card)
        self.contact = DeskContact(self, self.staffing)
        self.contact.changed.connect(self.refresh)
        self.card.reveal_wished.connect(lambda: self.contact.ask(self.open_id, self._face.name if self._face else ""))
        self.words = CardWords(self.printing, self.group, self.enquiry, self.contact, self.counters)
        self.restyle()
        self.open_button.clicked.connect(self._open_chosen)
        self.head.language_wished.connect(self.switch_language)
        self.head.menu_wished.connect(self.open_menu)
        self.head.lock_wished.connect(self.lock_wished)
        self.query.changed.connect(self._typed)
        self.query.pressed.connect(self._pressed)
        self.query.keyboard_wished.connect(self._switch_keyboard)
        self.pad.typed.connect(self.query.type)
        self.pad.erased.connect(self.query.erase)
        self.results.chosen.connect(self.person_chosen)
        self.card.primary_wished.connect(self._next)
        self.card.again_wished.connect(self._print_again)
        self.card.handouts_wished.connect(self.counters.open)
        self.card.group_wished.connect(lambda: self.group_wished.emit(self.open_id))
        self.printing.person_wished.connect(self.person_chosen)
        self.card.undo_wished.connect(self._ask_undo)
        self.card.correct_wished.connect(lambda: self.correction_wished.emit(self.open_id))
        self.card.leave_wished.connect(self.close_card)

    @cached_property
    def keyboard(self) -> Keyboard:
        """The keys for words; in place of those for initials while it is open."""
        from ui.parts.keyboard import Keyboard

        keyboard = Keyboard(self.look, self.query.line, self)
        keyboard.speak(self._lang)
        keyboard.done_pressed.connect(self._open_chosen)
        keyboard.hide()
        return keyboard

    @property
    def typing(self) -> bool:
        """Whether the keys for words are open."""
        return "keyboard" in self.__dict__ and not self.keyboard.isHidden()

    @property
    def open_id(self) -> str:
        """Whose card is open, "" for nobody's."""
        return self._card.id if self._card is not None else ""

    @property
    def open_epoch(self) -> bytes:
        """The journal's epoch in which the open card's check-in stands, empty for none."""
        return self._card.done.epoch if self._card is not None and self._card.done is not None else b""

    # --- what the station says

    def show_people(self, state: str, number: int) -> None:
        """Whether names can be found: OPENING, READY and how many, or the key of the sentence for why not."""
        self._people = (state, number)
        self.refresh()

    def show_found(self, text: str, faces: Sequence[Face]) -> None:
        """Whom ``text`` found; left out where something else stands in the field by now."""
        if text != self.query.text:
            return
        if not text.strip():
            title = self.tr("Whom are you looking for?")
        elif faces:
            title = self.tr("{n} found").format(n=len(faces)) if len(faces) < 20 else self.tr("First {n} found").format(n=len(faces))
        else:
            title = self.tr("Nobody found")
        self._found_for = text
        self.results.show_faces(faces, title, self.tr("Names and numbers are masked") if faces else "")
        self._offer_open()
        if self._hurried:
            self._open_chosen()

    def show_card(self, card: Card, face: Face | None) -> None:
        """Open this card, or show it as it is now; without a ``face`` names are closed."""
        if card.id != self.open_id:
            self._told, self._stays = self._stays, ""
            self.words.id_seen = False
        self._card, self._face, self._busy = card, face, False
        self.card.show_card(self.words.worded(card, face, self.scene))
        self.counters.show(card, face, self._lang)
        self.card.raise_()
        self.raise_overlays()
        self._clear_field()
        self.refresh()

    def close_card(self) -> None:
        """Back to the search."""
        self.contact.forget()
        self._card, self._face, self._busy = None, None, False
        self.card.hide()
        self.query.setFocus(Qt.FocusReason.OtherFocusReason)

    def begin_anew(self) -> None:
        """Somebody else works here now: what stood open is not theirs."""
        for overlay in self.staffing.overlays:
            overlay.close_up()
        self.close_card()
        self._clear_field()

    def show_answer(self, answer: Answer) -> None:
        """A badge that was read and is nobody's here."""
        self.close_card()
        self._clear_field()
        told = tell(answer.verdict, self._programme, self._now)
        self.say(f"{told.sentence} {told.next}")

    def say(self, sentence: str, *, stays: bool = False) -> None:
        """What just went wrong, until something else happens; ``stays``: while the card that is opened next is open."""
        self._told, self._busy = sentence, False
        self._stays = sentence if stays else ""
        self.refresh()

    def show_fault(self, key: str, values: Mapping[str, object] | None = None) -> None:
        """Tell that nothing can be recorded, until ``clear_fault``."""
        self._fault, self._busy = (key, dict(values or {})), False
        self.refresh()

    def clear_fault(self) -> None:
        """Records can be kept again."""
        self._fault = None
        self.refresh()

    def show_override_result(self, ok: bool, key: str = "", values: Mapping[str, object] | None = None) -> None:
        """What became of a PIN: the one for a check-in taken back, or the one for the staff menu."""
        if self.undoing.asking:
            self.undoing.result(ok, self.pin_message(key, values))
        else:
            super().show_override_result(ok, key, values)

    # --- what a person does

    def _typed(self, text: str) -> None:
        self._told, self._hurried = "", False
        if text and self._card is not None:
            self.close_card()
        self.refresh()
        self.searched.emit(text)

    def _pressed(self, key: int) -> None:
        keys = Qt.Key
        if key == keys.Key_Return:
            if self._card is not None:
                self._next()
            else:
                self._open_chosen()
        elif key == keys.Key_Escape:
            if self._card is not None:
                self.close_card()
            else:
                self.query.clear()
        else:
            steps = {keys.Key_Up: -1, keys.Key_Down: 1, keys.Key_PageUp: -self.results.fits, keys.Key_PageDown: self.results.fits}
            if not self.results.move(steps[keys(key)]) and self.typing:
                self.keyboard.take_focus()
            self._offer_open()

    def _switch_keyboard(self) -> None:
        by_key = self.query.keyboard_button.ringed
        self.close_card()
        self.keyboard.setVisible(not self.typing)
        self.query.show_typing(self.typing)
        self.place_idle()
        self._offer_open()
        if self.typing and by_key:
            self.keyboard.take_focus()

    def _open_chosen(self) -> None:
        """Whoever is chosen; a code typed by hand where nobody was found."""
        from kiosk.badge import has_form, typed

        text = self.query.text
        self._hurried = bool(text) and text != self._found_for
        if self._hurried:
            return
        if self.results.face is not None:
            self.person_chosen.emit(self.results.face.id)
        elif has_form(code := typed(text)):
            self.code_typed.emit(code)

    def _next(self) -> None:
        """What is due."""
        card = self._card
        if card is None or self._busy or self._fault is not None or not self.words.primary(card, self._face):
            return
        asks = self.words.asks_id(card)
        self._busy, self._told = not asks, ""  # until the answer is on disk
        if asks:
            self.words.id_seen = True
            self.refresh()
        elif card.due == "check_in":
            self.check_in_wished.emit(card.id, self.words.id_seen)
        else:
            self.print_wished.emit(card.id, False)

    def _print_again(self) -> None:
        if self._card is not None and not self._busy and self._fault is None:
            self._busy, self._told = True, ""
            self.print_wished.emit(self._card.id, True)

    def _ask_undo(self) -> None:
        if self._card is not None and self._card.done is not None and self._card.done.row is not None:
            self.undoing.ask(self._card.done.row, self._face.name if self._face else "")

    # --- inside

    def _sought(self) -> str:
        """The name that was typed and is nobody's."""
        text = self.query.text.strip()
        return text if not self.results.faces and any(map(str.isalpha, text)) else ""

    def _clear_field(self) -> None:
        self.query.line.blockSignals(True)
        self.query.clear()
        self.query.line.blockSignals(False)
        self.query.clear_button.hide()
        self._found_for, self._hurried = "", False
        self.results.show_faces((), self.tr("Whom are you looking for?"), "")
        self._offer_open()

    def _offer_open(self) -> None:
        face = self.results.face
        self.open_button.setVisible(face is not None and not self.typing)
        self.pad.setVisible(not self.typing)
        self.registering.stand(out_of_the_way=self.typing and self.height() > self.width())
        if face is not None:
            self.open_button.say(self.tr("Open {name}").format(name=face.name))

    @property
    def hint(self) -> tuple[str, bool]:
        """The line under the field, and whether it warns."""
        if self._fault is not None:
            return self.words.fault(*self._fault, self._lang), True
        return (self._told, True) if self._told else self.words.hint(self._people[0], self._lang)

    def refresh(self) -> None:
        """Everything that follows from link, clock, camera and names."""
        super().refresh()
        text, warns = self.hint
        self.line.say(text, warns=warns)
        if self._now:
            self.head.show_time(phrases.time(self._now, self._programme.timezone))
        if self._card is not None:
            self.card.show_card(self.words.worded(self._card, self._face, self.scene))
            self.card.primary.setEnabled(self._fault is None)
        self.update()

    def retranslate(self) -> None:
        """Take the words of the language switched on."""
        zone = self.scene.zone
        self.head.show_place(zone.icon, zone.name.of(self._lang), self._name.of(self._lang), exits=False)
        for part in (self.head, self.query, self.results, self.pad, self.card):
            part.retranslate()
        if "keyboard" in self.__dict__:
            self.keyboard.speak(self._lang)
        self.results.show_terms(self._programme, self._lang)
        self.printing.speak(self._lang)
        self.enquiry.refresh()
        super().retranslate()
        self.registering.speak(self._lang)
        self.show_found(self.query.text, self.results.faces)

    def restyle(self) -> None:
        """The button that opens is the next thing to press."""
        self.open_button.wear(solid(self.look))
        self.enquiry.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        """The field listens at once."""
        super().showEvent(event)
        self.query.setFocus(Qt.FocusReason.OtherFocusReason)

    def place_idle(self) -> None:
        """The parts on the screen's size."""
        if not self.width():
            return
        on = arrange.canvas(self.width(), self.height())
        at = arrange.desk(on, alarm=self.strip.alarming)
        for part, rect in (
            (self.head, at.head), (self.query, at.query), (self.results, at.above if self.typing else at.results), (self.pad, at.pad),
            (self.card, at.card), (self.strip, at.strip),
        ):  # fmt: skip
            part.place(rect, on.unit)
        if "keyboard" in self.__dict__:
            self.keyboard.place(at.keyboard, on.unit)
        self.open_button.place(at.open, on.unit)
        self.printing.button.place(at.printers, on.unit)
        self.registering.button.place(at.walk_in, on.unit)
        self.enquiry.button.place(at.enquiry, on.unit)
        beside = [each for each in (at.printers, at.walk_in, at.enquiry) if abs(each.center().y() - at.hint.center().y()) < 1]
        self.line.place(at.hint.adjusted(0, 0, min([0.0, *(each.left() - 16 - at.hint.right() for each in beside)]), 0), on.unit)
        self.update()
