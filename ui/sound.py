"""The station's voice: one short sound a verdict, played where a sound device is; knows no screens and never raises for want of a device."""

from __future__ import annotations

from enum import StrEnum

from kiosk.model import Answer, Outcome, Reason


class Cue(StrEnum):
    """What can be heard; each also known by its rhythm alone. The name is the file's."""

    ADMIT = "admit"
    AGAIN = "again"
    EXIT = "exit"
    ATTENTION = "attention"
    REFUSE = "refuse"
    REPEAT = "repeat"
    FAULT = "fault"


def cue_of(answer: Answer) -> Cue:
    """What a verdict sounds like."""
    match answer.verdict.outcome:
        case Outcome.ATTENTION:
            return Cue.ATTENTION
        case Outcome.REFUSE:
            return Cue.REFUSE
        case Outcome.REPEAT:
            return Cue.REPEAT
        case Outcome.ADMIT:
            return {Reason.ADMITTED_AGAIN: Cue.AGAIN, Reason.EXIT_RECORDED: Cue.EXIT}.get(answer.verdict.reason, Cue.ADMIT)
