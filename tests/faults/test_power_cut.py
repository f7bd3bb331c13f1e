"""A power cut at any moment of a station's day takes nothing that was shown, and leaves every file whole."""

from __future__ import annotations

import pytest

from tests.faults import second_cut, shim
from tests.faults.power_cut import trial

pytestmark = pytest.mark.skipif(bool(shim.missing()), reason=shim.missing())


def test_a_power_cut_at_any_write_loses_nothing_that_was_shown() -> None:
    outcome = trial(200, seed=1, scans=70)
    assert outcome.states == 200
    assert (outcome.corrupt, outcome.lost) == (0, 0), outcome.first


def test_the_same_trial_finds_what_a_journal_that_is_not_synced_loses() -> None:
    outcome = trial(60, seed=1, scans=30, synchronous="NORMAL")
    assert outcome.lost > 20
    assert outcome.worst > 5


def test_a_second_cut_while_the_first_or_a_damaged_file_is_recovered_from_takes_nothing_either() -> None:
    outcome = second_cut.trial(40, seed=1)
    assert outcome.states == 80
    assert not outcome.wrong


def test_a_power_cut_after_syncs_that_failed_takes_nothing_that_was_shown() -> None:
    outcome = second_cut.after_failed_syncs(60, seed=1)
    assert outcome.states == 60
    assert not outcome.wrong
