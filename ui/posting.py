"""From an answer or a fault to the poster that tells it; knows words and tokens, no widgets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from kiosk.catalogue import say, table
from kiosk.model import Answer, Direction, Outcome, Reason, Text
from kiosk.programme import Programme, Zone
from ui import phrases
from ui.look import Tone, tone_of
from ui.parts.poster import Band, Place, Poster
from ui.signs import Sign, sign_of
from ui.words import tell


@dataclass(frozen=True, slots=True)
class Scene:
    """Where and when something is told: the same for every verdict of a gate."""

    programme: Programme
    zone: Zone
    gate: Text
    direction: Direction
    lang: str
    now: int
    inside: int | None

    @property
    def where(self) -> str:
        """Gate and direction: "Gate 3 · Entry"; a desk lets nobody in or out."""
        name = self.gate.of(self.lang)
        if self.zone.desk:
            return name
        way = phrases.direction(self.direction)
        return f"{name} · {way}" if name else way


def verdict_poster(answer: Answer, scene: Scene) -> Poster:
    """The poster of one verdict."""
    verdict = answer.verdict
    told = tell(verdict, scene.programme, scene.now, answer.record.direction or scene.direction)
    place = None
    if told.place is not None:
        place = Place(told.place.icon, told.place.name.of(scene.lang), told.place.place.of(scene.lang))
    return Poster(
        tone=tone_of(verdict),
        sign=sign_of(verdict),
        word=told.word,
        sentence=told.sentence,
        next=told.next,
        place=place,
        band=_band(answer, scene),
        zone_icon=scene.zone.icon,
        zone=scene.zone.name.of(scene.lang),
        gate=scene.where,
        inside_label=QCoreApplication.translate("Gate", "Inside now"),
        inside=inside_of(scene),
    )


def fault_poster(key: str, values: Mapping[str, object], scene: Scene) -> Poster:
    """The poster of a station that cannot judge. Disk trouble has its own sentence; any other fault says the catalogue's."""
    sentence = QCoreApplication.translate("Fault", "We cannot save records right now.")
    if key != "error.cannot_record":
        sentence = sentence_of(key, values, scene.lang)
    return Poster(
        tone=Tone.FAULT,
        sign=Sign.PAUSE,
        word=QCoreApplication.translate("Fault", "Paused"),
        sentence=sentence,
        next=QCoreApplication.translate("Fault", "Please use the next gate."),
        zone_icon=scene.zone.icon,
        zone=scene.zone.name.of(scene.lang),
        gate=scene.where,
    )


def sentence_of(key: str, values: Mapping[str, object], lang: str) -> str:
    """The catalogue's sentence for ``key``; a key or value it does not know says so in general."""
    if not key:
        return ""
    if key in table():
        try:
            return say(key, lang, **values)
        except (KeyError, IndexError):
            pass
    return QCoreApplication.translate("Fault", "Something is wrong. Please call the operations office.")


def inside_of(scene: Scene) -> str:
    """As "1,848 / 2,400", or the number alone where there is no limit."""
    if scene.zone.capacity is None:
        return phrases.count(scene.inside)
    return f"{phrases.count(scene.inside)} / {scene.zone.capacity:,}"


def _band(answer: Answer, scene: Scene) -> Band | None:
    category = scene.programme.category(answer.record.category)
    if category is None:
        return None
    verdict = answer.verdict
    aside = ""
    icons: tuple[str, ...] = ()
    if verdict.outcome is Outcome.ADMIT and verdict.reason is not Reason.EXIT_RECORDED:
        zones = [zone for zone in map(scene.programme.zone, answer.opens) if zone is not None and not zone.desk]
        icons = tuple(zone.icon for zone in zones)
        aside = QCoreApplication.translate("Gate", "Places open to this badge") if icons else ""
    elif verdict.reason is Reason.ALREADY_INSIDE and verdict.ago is not None:
        at = answer.record.at - int(verdict.ago.total_seconds() * 1_000_000)
        aside = QCoreApplication.translate("Gate", "Came in at {time}").format(time=phrases.moment(at, scene.programme.timezone, scene.now))
    return Band(category.name.of(scene.lang), category.band, category.ink, aside, icons)
