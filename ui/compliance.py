"""What Korean rules and our own ask of the screens, measured page by page on a panel of a stated size; knows no command and no paper."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import partial
from math import cos, radians

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QWheelEvent
from PySide6.QtWidgets import QApplication

from kiosk.model import Outcome, Reason
from kiosk.panel import REACH_MM, Panel
from kiosk.rules import OUTCOMES
from ui.look import Look, Theme
from ui.measuring import Text, grabbed, reached, targets, texts
from ui.parts.button import Button
from ui.screens.self_service import SelfScreen
from ui.showcase import MINUTE, OPENS, Samples, gate_at_rest
from ui.showcase_self import SELF_STATES, Stage
from ui.tongue import Tongue
from ui.visit import Ease, Over

LANGS = ("ko", "en")
CONTRAST, CONTRAST_HIGH = 4.5, 7.0
ZOOM = 2.0
TARGET_MM = 9.0
WORD_MM = 30.0
WARNED_S = 20
"""How long before a visit ends by itself it must be told: the least of WCAG 2.2, 2.2.1."""
TOP = 100_000
"""Turned back by so much, every page stands at its beginning."""
PATIENCE_S = 120
"""Longer than a visit can last untouched."""

PAGES = tuple(name for name, state in SELF_STATES.items() if state.theme is Theme.LIGHT and state.ease == Ease())


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule and the worst that was measured of it, ``where``: page and language. ``most``: the limit is not a least but a most."""

    rule: str
    measured: float
    limit: float
    where: str = ""
    most: bool = False

    @property
    def passed(self) -> bool:
        """Whether the rule is kept."""
        return self.measured <= self.limit if self.most else self.measured >= self.limit


@dataclass(slots=True)
class Worst:
    """The worst value of each rule so far."""

    found: dict[str, Finding] = field(default_factory=dict)

    def note(self, rule: str, measured: float, limit: float, where: str, *, most: bool = False) -> None:
        """Another value of a rule."""
        known = self.found.get(rule)
        margin = (limit - measured) if most else (measured - limit)
        if known is None or margin < ((known.limit - known.measured) if most else (known.measured - known.limit)):
            self.found[rule] = Finding(rule, measured, limit, where, most)


@dataclass(frozen=True, slots=True)
class Setting:
    """What is measured on: the panel, its picture's ``size`` in pixels, a frame for the camera's place."""

    panel: Panel
    size: tuple[int, int]
    samples: Samples
    frame: QImage

    @property
    def mm(self) -> float:
        """Millimetres a pixel."""
        return self.panel.as_seen(*self.size).width / self.size[0]


def measure(setting: Setting, tongue: Tongue, pages: Sequence[str] = PAGES, langs: Sequence[str] = LANGS) -> list[Finding]:
    """Every rule that software can measure, in both the ordinary look and the ones a visitor may choose. The language is English again
    afterwards."""
    worst = Worst()
    for lang in langs:
        tongue.speak(lang)
        for page in pages:
            where = f"{page} · {lang}"
            for theme in (Theme.LIGHT, Theme.DARK):
                with_screen(setting, page, lang, Ease(), theme, partial(_ordinary, worst, setting, where))
            with_screen(setting, page, lang, Ease(contrast=True), Theme.LIGHT, partial(_high, worst, where))
            with_screen(setting, page, lang, Ease(low=True), Theme.LIGHT, partial(_low, worst, setting, where))
            _zoomed(worst, setting, page, lang)
        _signals(worst, setting, lang)
        if lang == "ko":
            _word(worst, setting)
    _patience(worst, setting)
    tongue.speak("en")
    return list(worst.found.values())


def with_screen(setting: Setting, page: str, lang: str, ease: Ease, theme: Theme, look_at: Callable[[SelfScreen], None]) -> None:
    """Show ``page`` as a visitor has it, and ``look_at`` it."""
    screen = _stage(setting, page, lang, ease, theme).screen
    screen.show()
    screen.activateWindow()
    QApplication.processEvents()
    look_at(screen)
    screen.hide()
    screen.deleteLater()
    QApplication.processEvents()


def _stage(setting: Setting, page: str, lang: str, ease: Ease, theme: Theme) -> Stage:
    look = Look(theme, reduce_motion=True)
    stage = Stage(setting.samples.programme, look, lang, setting.size, setting.frame, setting.panel)
    SELF_STATES[page].act(stage)
    stage.screen.ease = ease
    stage.screen.retranslate()
    return stage


def _sights(screen: SelfScreen) -> Iterator[list[Text]]:
    """The texts of a page, turned over to its end where it is longer than the panel."""
    _turn(screen, TOP)
    seen: list[tuple[str, int]] = []
    while True:
        found = texts(screen, grabbed(screen))
        where = [(text.text, text.place.top()) for text in found]
        if where == seen:
            return
        seen = where
        yield found
        _turn(screen, -screen.height() // 2)


def _turn(screen: SelfScreen, by: int) -> None:
    """By the wheel, which is no touch: a visitor's time goes on."""
    at, none = QPointF(screen.rect().center()), QPoint()
    held, phase = Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase
    QApplication.sendEvent(screen, QWheelEvent(at, at, none, QPoint(0, by), Qt.MouseButton.NoButton, held, phase, False))


def _button(screen: SelfScreen, name: str) -> Button | None:
    return next((each for each in screen.findChildren(Button) if each.objectName() == name and each.isVisibleTo(screen)), None)


def _ordinary(worst: Worst, setting: Setting, where: str, screen: SelfScreen) -> None:
    for sight in _sights(screen):
        for text in sight:
            worst.note("text", text.ink * setting.mm, setting.panel.text_mm, f"{where}: {text.text}")
            worst.note("contrast", text.contrast, CONTRAST, f"{where}: {text.text}")
    pressable = targets(screen)
    for control, place in pressable.items():
        worst.note("target", min(place.width(), place.height()) * setting.mm, TARGET_MM, f"{where}: {control.accessibleName()}")
        worst.note("named", bool(control.accessibleName()), 1, f"{where}: {control.objectName()}")
    led_to = reached(screen)
    lost = [control.accessibleName() for control in pressable if control not in led_to]
    worst.note("keys", 1 - len(lost) / len(pressable), 1, ", ".join([where, *lost]))
    unseen = [control.accessibleName() for control, shown in led_to.items() if not shown]
    worst.note("focus", 1 - len(unseen) / len(led_to), 1, ", ".join([where, *unseen]))
    called = screen.visit.over is Over.CALL
    worst.note("call", called or _button(screen, "call") is not None, 1, where)
    worst.note("more", _button(screen, "more") is not None, 1, where)
    worst.note("volume", _button(screen, "volume") is not None, 1, where)
    worst.note("voice", bool(screen.spoken.strip()), 1, where)


def _high(worst: Worst, where: str, screen: SelfScreen) -> None:
    for sight in _sights(screen):
        for text in sight:
            worst.note("contrast_high", text.contrast, CONTRAST_HIGH, f"{where}: {text.text}")


def _low(worst: Worst, setting: Setting, where: str, screen: SelfScreen) -> None:
    panel = setting.panel.as_seen(*setting.size)
    visible = {control: place.intersected(screen.rect()) for control, place in targets(screen).items()}
    for control, place in visible.items():
        if not place.isEmpty() and not control.visibleRegion().isEmpty():
            top = control.visibleRegion().boundingRect().top() + place.top()
            height = panel.mount + (setting.size[1] - top) * setting.mm * cos(radians(panel.angle))
            worst.note("reach", height, REACH_MM, f"{where}: {control.accessibleName()}", most=True)


def _zoomed(worst: Worst, setting: Setting, page: str, lang: str) -> None:
    """At 200 % nothing is lost, and the smallest letters are twice as high."""
    read: dict[float, list[Text]] = {1.0: [], ZOOM: []}

    def look_at(screen: SelfScreen) -> None:
        larger = _button(screen, "zoom")
        said = larger.text() if larger is not None else ""  # it offers the next step, so it says something else
        read[screen.ease.zoom] += [text for sight in _sights(screen) for text in sight if text.text != said]

    for zoom in read:
        with_screen(setting, page, lang, Ease(zoom=zoom), Theme.LIGHT, look_at)
    where = f"{page} · {lang}"
    larger = min(text.ink for text in read[ZOOM]) / min(text.ink for text in read[1.0])
    worst.note("zoom", round(larger, 2), ZOOM, where)
    words = {word for text in read[1.0] for word in text.text.split()}
    whole = "".join(text.text.replace(" ", "") for text in read[ZOOM])  # a word too wide for the panel goes on in the next line
    lost = sorted(word for word in words if word not in whole)
    worst.note("zoom_whole", 1 - len(lost) / len(words), 1, ", ".join([where, *lost]))


def _signals(worst: Worst, setting: Setting, lang: str) -> None:
    """No two verdicts of different colour share a sign or a word; what is on differs from what is off in more than hue."""
    gate = gate_at_rest(setting.samples, Look(reduce_motion=True), lang, setting.frame, (1280, 800))
    told: dict[str, set[str]] = {}
    for reason in Reason:
        if OUTCOMES[reason] is Outcome.REPEAT:
            continue
        gate.show_answer(_answer(setting.samples, reason))
        poster = gate.verdict.poster
        assert poster is not None
        for mark in (str(poster.sign), poster.word):
            told.setdefault(mark, set()).add(poster.tone)
    gate.deleteLater()
    alone = sum(len(tones) == 1 for tones in told.values()) / len(told)
    worst.note("colour", alone, 1, lang)


def _answer(samples: Samples, reason: Reason):  # type: ignore[no-untyped-def]
    go_to = ("global",) if OUTCOMES[reason] is Outcome.REFUSE else ()
    at, ago = samples.now + 90 * MINUTE, timedelta(minutes=59)
    return samples.answer(OUTCOMES[reason], reason, "delegate", opens=OPENS, at=at, ago=ago, days=(1, 3), go_to=go_to)


def _word(worst: Worst, setting: Setting) -> None:
    """The verdict's word in Korean, at a gate lying down on this panel."""
    panel = (
        setting.panel
        if setting.panel.width > setting.panel.height
        else replace(setting.panel, width=setting.panel.height, height=setting.panel.width)
    )
    gate = gate_at_rest(setting.samples, Look(reduce_motion=True), "ko", setting.frame, (1280, 800))
    gate.show()
    for reason in Reason:
        if OUTCOMES[reason] is not Outcome.REPEAT:  # told in the bar
            gate.show_answer(_answer(setting.samples, reason))
            QApplication.processEvents()
            word = max(texts(gate, grabbed(gate)), key=lambda text: text.ink)
            worst.note("word", word.ink * panel.width / 1280, WORD_MM, word.text)
    gate.hide()
    gate.deleteLater()


def _patience(worst: Worst, setting: Setting) -> None:
    """How long before a visit ends by itself the screen tells of it, and asks."""
    stage = _stage(setting, "confirm", "ko", Ease(), Theme.LIGHT)
    screen, told, asked, ended = stage.screen, 0, 0, 0
    screen.ended.connect(lambda: None)
    for second in range(1, PATIENCE_S):
        stage.wait(1)
        if screen.patience is None:
            ended = second
            break
        if screen.page.time is not None and screen.page.time.text and not told:
            told = second
        if screen.visit.over is Over.ASK and not asked:
            asked = second
    screen.deleteLater()
    worst.note("time", ended - told if told and ended else 0, WARNED_S, "confirm")
    worst.note("time_asked", ended - asked if asked and ended else 0, 10, "confirm")
