"""Every target eats what nobody would feed it, and a target that raises is caught."""

from __future__ import annotations

import pytest

from tests.fuzz import targets, trials


@pytest.mark.parametrize("name", targets.TARGETS)
def test_no_bytes_raise_more_than_their_reader_may_say(name: str) -> None:
    assert trials.plain(name, 1, 500).faults == ()


@pytest.mark.parametrize("name", targets.TARGETS)
def test_the_samples_are_good_ones(name: str) -> None:
    for sample in targets.TARGETS[name].samples:
        targets.TARGETS[name].eat(sample)


def test_what_a_target_lets_through_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    def falls_over(data: bytes) -> None:
        assert b"\0" not in data

    monkeypatch.setitem(targets.TARGETS, "weak", targets.Target(falls_over, (b"sample",)))
    assert "weak: " in trials.plain("weak", 1, 500).faults[0]
