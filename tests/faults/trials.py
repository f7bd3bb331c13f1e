"""The trials of this folder whose count matters, a seed each, as ``kiosk bench faults`` plays them; the suite plays a part of each."""

from __future__ import annotations

from tests.faults import chaos, power_cut, second_cut, shim
from tests.simulation.trials import Outcome, Trial


def cut(seed: int) -> Outcome:
    """The power fails at 110 moments of a station's day."""
    if shim.missing():
        return Outcome((shim.missing(),))
    found = power_cut.trial(110, seed)
    faults = [f"{found.corrupt} corrupt, {found.lost} with scans lost: {found.first}"] if found.corrupt or found.lost else []
    return Outcome(tuple(faults), (f"{found.states} crash states",))


def cut_again(seed: int) -> Outcome:
    """It fails again while the station recovers, with and without a damaged page, and after syncs that failed: 150 moments."""
    if shim.missing():
        return Outcome((shim.missing(),))
    found = second_cut.trial(50, seed), second_cut.after_failed_syncs(50, seed)
    return Outcome(
        tuple(each for outcome in found for each in outcome.wrong), (f"{sum(outcome.states for outcome in found)} crash states",)
    )


def kills(seed: int) -> Outcome:
    """Server and station killed ten times each, every fault of the network in between."""
    found = chaos.trial(10, seed)
    whole = (found.lost, found.twice, found.whole) == (0, 0, True)
    told = f"{found.shown} shown, {found.lost} lost, {found.twice} twice; {found.wrong}"
    return Outcome(() if whole else (told,), (told,))


TRIALS = [Trial("power-cut", cut, 10), Trial("second-cut", cut_again, 10), Trial("kills", kills, 10)]
