"""Sample states of self-service, for pictures and for measuring: an invented visitor, masked as a real one is; starts no worker."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtGui import QImage

from kiosk.crowd import Face
from kiosk.desk import Card, Due
from kiosk.model import Badge, Link, Outcome, Reason, Text, Verdict
from kiosk.panel import Panel
from kiosk.patience import SECOND
from kiosk.programme import Programme
from kiosk.self_service import Halt
from ui.look import Look, Theme
from ui.screens.self_service import SelfScreen
from ui.visit import Call, Ease

KIOSK = Text("셀프 3번", "Self-service 3")
ZONE = "registration"
SMALL, LARGE = Panel(217, 136, 1_050), Panel(296, 527, 850)
"""A 10.1 inch tablet on a table and a 23.8 inch panel on a floor stand."""
HONG = Face("1", "홍*동", "010-****-5678", "(주)가온모빌리티", "visitor")
LONG = Face("5", "Maxi******* F****** v** d** B***", "***********0925", "Office for International Relations, City of Eastmere", "delegate")


class Stage:
    """A screen in a state, and the clock it was given."""

    def __init__(
        self, programme: Programme, look: Look, lang: str, size: tuple[int, int], frame: QImage, panel: Panel | None = None
    ) -> None:
        self.now = 0
        panel = panel or (SMALL if max(size) < 1_400 else LARGE)
        self.screen = screen = SelfScreen(programme, ZONE, KIOSK, lang, look, panel, lambda: self.now)
        screen.resize(*size)
        screen.set_link(Link(online=True))
        screen.set_camera("camera.ok")
        self.frame = frame

    def offer(self, face: Face = HONG) -> None:
        """Somebody was found."""
        self.screen.offer(_card(face.category), face)

    def halt(self, why: Halt) -> None:
        """Somebody was not."""
        self.screen.halt(why, _card("visitor", days=(2,)) if why in (Halt.NOT_TODAY, Halt.ELSEWHERE) else None)

    def wait(self, seconds: int) -> None:
        """Nobody touches anything."""
        self.now += seconds * SECOND
        self.screen.tick()

    def called(self, call: Call) -> None:
        """Staff was called."""
        self.screen.do("call")
        self.screen.show_call(call)


@dataclass(frozen=True, slots=True)
class SelfState:
    """One picture: ``act`` brings a screen at rest into the state."""

    act: Callable[[Stage], object] = lambda stage: None
    theme: Theme = Theme.LIGHT
    ease: Ease = Ease()  # noqa: RUF009 - frozen


def _typed(stage: Stage) -> None:
    stage.screen.do("type")
    for digit in "56":
        stage.screen.do(f"digit_{digit}")


def _named(stage: Stage) -> None:
    stage.screen.do("type")
    for digit in "5678":
        stage.screen.do(f"digit_{digit}")
    stage.screen.visit = replace(stage.screen.visit, name="홍길동")
    stage.screen.retranslate()


def _hurried(stage: Stage, seconds: int) -> None:
    stage.offer()
    stage.wait(seconds)


def _halted(why: Halt) -> SelfState:
    return SelfState(lambda stage: stage.halt(why))


def _calling(call: Call) -> SelfState:
    return SelfState(lambda stage: stage.called(call))


def _blind(stage: Stage) -> None:
    stage.screen.set_camera("camera.lost")
    stage.screen.do("again")


def _show(stage: Stage) -> None:
    stage.screen.do("again")
    stage.screen.set_frame(stage.frame)


LOW, TWICE, CONTRAST = Ease(low=True), Ease(zoom=2.0), Ease(contrast=True)
SELF_STATES = {
    "attract": SelfState(),
    "show": SelfState(_show),
    "show-blind": SelfState(_blind),
    "digits": SelfState(_typed),
    "name": SelfState(_named),
    "wait": SelfState(lambda stage: stage.screen.wait()),
    "confirm": SelfState(Stage.offer),
    "confirm-long": SelfState(lambda stage: stage.offer(LONG)),
    "confirm-hurry": SelfState(lambda stage: _hurried(stage, 25)),
    "confirm-ask": SelfState(lambda stage: _hurried(stage, 50)),
    "print": SelfState(lambda stage: stage.screen.printing()),
    "done": SelfState(lambda stage: stage.screen.done()),
    "done-elsewhere": SelfState(lambda stage: stage.screen.done(pickup=12)),
    **{f"halt-{why}": _halted(why) for why in Halt},
    "help": SelfState(lambda stage: stage.screen.do("help")),
    **{f"call-{call}": _calling(call) for call in Call if call is not Call.NONE},
    "dark-attract": SelfState(theme=Theme.DARK),
    "dark-confirm": SelfState(Stage.offer, Theme.DARK),
    "high-attract": SelfState(ease=CONTRAST),
    "high-confirm": SelfState(Stage.offer, ease=CONTRAST),
    "high-digits": SelfState(_typed, ease=CONTRAST),
    "high-show": SelfState(_show, ease=CONTRAST),
    "low-attract": SelfState(ease=LOW),
    "low-confirm": SelfState(Stage.offer, ease=LOW),
    "low-digits": SelfState(_typed, ease=LOW),
    "low-high-confirm": SelfState(Stage.offer, ease=Ease(low=True, contrast=True)),
    "twice-attract": SelfState(ease=TWICE),
    "twice-confirm": SelfState(Stage.offer, ease=TWICE),
    "twice-digits": SelfState(_typed, ease=TWICE),
    "twice-low-high-confirm": SelfState(Stage.offer, ease=Ease(contrast=True, zoom=2.0, low=True)),
    "larger-confirm": SelfState(Stage.offer, ease=Ease(zoom=1.5)),
}
"""Every state, by name: what the accessibility sheet measures too."""


def self_in(
    state: str, programme: Programme, look: Look, lang: str, size: tuple[int, int], frame: QImage, panel: Panel | None = None
) -> SelfScreen:
    """The screen in that state. ``panel``: its measures (without: what panels of such a size mostly are)."""
    wanted = SELF_STATES[state]
    stage = Stage(programme, replace(look, theme=wanted.theme), lang, size, frame, panel)
    wanted.act(stage)
    stage.screen.ease = wanted.ease
    stage.screen.retranslate()
    if stage.screen.page.mirror is not None:
        stage.screen.set_frame(frame)
    return stage.screen


def _card(category: str, days: tuple[int, ...] = ()) -> Card:
    verdict = Verdict(Outcome.ADMIT, Reason.ADMITTED, go_to=("welcome",))
    return Card("1", Badge(b"1", "1", category, days=days), verdict, Due.CHECK_IN)
