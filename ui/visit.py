"""What a self-service screen shows and remembers of one visit, as frozen values: forgotten as a whole when it ends; knows no widget."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from kiosk.self_service import Halt

if TYPE_CHECKING:
    from kiosk.crowd import Face
    from kiosk.desk import Card


class At(StrEnum):
    """The page a visit is at."""

    ATTRACT = "attract"
    SHOW = "show"
    DIGITS = "digits"
    NAME = "name"
    WAIT = "wait"
    CONFIRM = "confirm"
    PRINT = "print"
    DONE = "done"
    HALT = "halt"


class Over(StrEnum):
    """A page laid over it for a while."""

    NOTHING = ""
    HELP = "help"
    CALL = "call"
    ASK = "ask"  # are you still there?


class Call(StrEnum):
    """How a call for staff stands."""

    NONE = "none"
    CALLING = "calling"
    TOLD = "told"  # the server has it, so desks show it
    COMING = "coming"
    AWAY = "away"  # nobody can be told from here


@dataclass(frozen=True, slots=True)
class Visit:
    """One visitor so far. ``pickup``: the number to ask for at another printer, 0 for none; ``paper``: badges are printed here;
    ``failures``: codes and names that led to nobody."""

    at: At = At.ATTRACT
    over: Over = Over.NOTHING
    digits: str = ""
    name: str = ""
    card: Card | None = None
    face: Face | None = None
    halt: Halt | None = None
    call: Call = Call.NONE
    pickup: int = 0
    paper: bool = True
    failures: int = 0


ZOOMS = (1.0, 1.5, 2.0)
VOLUMES = (0.0, 0.4, 0.9)


@dataclass(frozen=True, slots=True)
class Ease:
    """How the visitor wants it: high contrast, everything larger, everything low, how loud (an index of VOLUMES) and how
    fast it is spoken (of ui.voice.SPEEDS)."""

    contrast: bool = False
    zoom: float = ZOOMS[0]
    low: bool = False
    volume: int = len(VOLUMES) - 1
    speed: int = 1

    @property
    def larger(self) -> float:
        """The zoom after this one; after the largest the first."""
        return ZOOMS[(ZOOMS.index(self.zoom) + 1) % len(ZOOMS)]

    @property
    def quieter(self) -> int:
        """The volume after this one; after silence the loudest."""
        return (self.volume - 1) % len(VOLUMES)

    @property
    def faster(self) -> int:
        """The speed after this one; after the fastest the slowest."""
        return (self.speed + 1) % 3
