"""Seeds of the simulated world: the product keeps every promise in each, and each wrong design is caught."""

from __future__ import annotations

import pytest

from tests.simulation.trials import simulate
from tests.simulation.wrong import WRONG

SEEDS = 60
TELLING = {
    "acknowledges the highest row": (3, "lost:"),
    "shows before the commit": (3, "lost:"),
    "a mark never goes back": (5, "lost:"),
    "deletes what was acknowledged": (0, "journal"),
    "the same epoch after a restore": (2, "goes on in an epoch after its fork"),
    "stores what comes twice twice": (0, "is stored 2 times"),
    "sees no impossible walk": (1, "an impossible walk from"),
    "sees no entry after a revocation": (1, "an entry after the badge was void"),
}
"""Wrong design -> a seed that tells it from the right one, and what is said of it."""


@pytest.mark.parametrize("first", range(0, SEEDS, 2))
def test_nothing_shown_is_lost_or_twice_and_all_is_told_in_the_end(first: int) -> None:
    played = set()
    for seed in (first, first + 1):
        outcome = simulate(seed)
        assert not outcome.faults, f"seed {seed}: {outcome.faults[:5]}\n" + "\n".join(outcome.trace)
        played.add(outcome.digest)
    assert len(played) == 2, "two seeds play alike"


@pytest.mark.parametrize("design", WRONG)
def test_a_wrong_design_is_caught(design: str) -> None:
    seed, said = TELLING[design]
    assert any(said in fault for fault in simulate(seed, WRONG[design]).faults)


def test_a_seed_plays_the_same_again() -> None:
    assert simulate(7) == simulate(7)
