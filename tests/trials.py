"""What ``kiosk bench faults`` plays at its full count; the suite plays a part of each. A new trial is one more line here."""

from __future__ import annotations

from tests.faults import power_cut
from tests.simulation.trials import Outcome, Trial, simulate

STATES = 110
"""Crash states of one traced day."""


def cut(seed: int) -> Outcome:
    """The power fails at so many moments of a station's day."""
    found = power_cut.trial(STATES, seed)
    faults = [f"{found.corrupt} corrupt, {found.lost} with scans lost: {found.first}"] if found.corrupt or found.lost else []
    return Outcome(tuple(faults), (f"{found.states} crash states",))


TRIALS = [
    Trial("simulation", simulate, 300),
    Trial("power-cut", cut, 10),
]
