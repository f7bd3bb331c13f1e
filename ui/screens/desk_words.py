"""What a desk says in words: a person's card (what is due, what to mind, what was done before), the line under the field; no widget."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from kiosk.model import Flag, Outcome, Reason
from ui import phrases
from ui.look import INK
from ui.parts.card import CardFace, lines, worth_telling
from ui.posting import Scene, sentence_of
from ui.words import tell

if TYPE_CHECKING:
    from kiosk.crowd import Face
    from kiosk.desk import Card
    from ui.screens.desk_contact import DeskContact
    from ui.screens.desk_counters import DeskCounters
    from ui.screens.desk_enquiry import DeskEnquiry
    from ui.screens.desk_group import DeskGroup
    from ui.screens.desk_printing import DeskPrinting


OPENING, READY = "people.opening", "people.ready"


class CardWords(QObject):
    """``id_seen``: staff looked at the ID of whoever's card is open."""

    def __init__(
        self, printing: DeskPrinting, group: DeskGroup, enquiry: DeskEnquiry, contact: DeskContact, counters: DeskCounters
    ) -> None:
        super().__init__(enquiry)
        self._printing, self._group, self._enquiry, self._contact, self._counters = printing, group, enquiry, contact, counters
        self.id_seen = False

    def asks_id(self, card: Card) -> bool:
        """Whether the next thing is to look at their ID."""
        return card.due == "check_in" and card.id_check and not self.id_seen

    def primary(self, card: Card, face: Face | None) -> str:
        """The big button's words: the next right thing, "" for none."""
        if self._enquiry.on:
            return ""
        return self.tr("I checked the ID") if self.asks_id(card) else self._printing.primary(card, face)

    def worded(self, card: Card, face: Face | None, scene: Scene) -> CardFace:
        """``card`` as it is shown; without a ``face`` names are closed."""
        category = scene.programme.category(card.badge.category)
        whole = self._contact.shown(card.id)
        known = lines(face.company, "" if whole else face.phone) if face else (self.tr("Names open when the server answers."),)
        acts = not self._enquiry.on
        return CardFace(
            category=category.name.of(scene.lang) if category else card.badge.category,
            band=(category.band, category.ink) if category else (INK, "#FFFFFF"),
            name=face.name if face else self.tr("Name closed"),
            details=lines(" · ".join(known), " · ".join(whole), self._where_done(card, scene)),
            status=self._status_of(card, scene),
            done=card.done is not None,
            notes=self._notes(card, face, scene),
            primary=self.primary(card, face),
            again=self._printing.again(card, face) if acts else "",
            group=self._group.button(face) if acts else "",
            correct=acts and face is not None,
            reveal=face is not None and self._contact.offered(card.id),
            handouts=self._counters.button(card) if acts else "",
            printing=self._printing.line(card),
            back=acts and card.done is not None and card.done.until is not None and scene.now < card.done.until,
        )

    def _notes(self, card: Card, face: Face | None, scene: Scene) -> tuple[str, ...]:
        """What staff must mind."""
        category, verdict = scene.programme.category(card.badge.category), card.verdict
        notes = []
        if Flag.VIP in card.badge.flags or card.badge.category == "vip":
            notes.append(self.tr("VIP: please tell the host."))
        if category is not None and category.note is not None:
            notes.append(category.note.of(scene.lang))
        if face is not None:
            notes.append(face.note)
        if card.id_check and card.due == "check_in":
            notes.append(self.tr("The ID was checked.") if self.id_seen else self.tr("Check their ID first."))
        if verdict.outcome in (Outcome.REFUSE, Outcome.ATTENTION) and verdict.reason is not Reason.NEEDS_ID:
            # what comes next is said to visitors, who are sent here: staff needs to know what is wrong, and whether it is for another desk
            told = tell(verdict, scene.programme, scene.now)
            place = f" → {told.place.name.of(scene.lang)}" if told.place else ""
            notes.append(told.sentence + place)
        return worth_telling(notes)

    def _status_of(self, card: Card, scene: Scene) -> str:
        done = card.done
        if done is None:
            return self.tr("Not checked in yet") if card.due == "check_in" else ""
        if done.at is None:
            return self.tr("Checked in")
        return self.tr("Checked in {time}").format(time=phrases.moment(done.at, scene.programme.timezone, scene.now))

    def _where_done(self, card: Card, scene: Scene) -> str:
        zone = scene.programme.zone(card.done.zone) if card.done is not None else None
        return self.tr("Checked in at: {place}").format(place=zone.name.of(scene.lang)) if zone else ""

    def hint(self, people: str, lang: str) -> tuple[str, bool]:
        """The line under the field while nothing is wrong but perhaps with the names, and whether it warns."""
        if self._enquiry.on:
            return self.tr("Look only: nobody is checked in, and it is recorded as an enquiry."), False
        if people == OPENING:
            return self.tr("Opening the names… Badges can be read already."), False
        if people != READY:
            return sentence_of(people, {}, lang), True
        return self.tr("Read a QR code, or type a name, the last four digits or a company."), False

    def fault(self, key: str, values: Mapping[str, object], lang: str) -> str:
        """Why nothing can be recorded."""
        if key == "error.cannot_record":
            return self.tr("We cannot save records right now. Please send people to the next desk.")
        return sentence_of(key, values, lang)
