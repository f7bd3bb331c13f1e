"""A station and its server as processes, killed over and over with a bad network between them: nothing lost, nothing twice."""

from __future__ import annotations

from pathlib import Path

from tests.faults.chaos import trial


def test_nothing_shown_is_lost_and_nothing_arrives_twice_whatever_is_killed_and_however_the_network_is(tmp_path: Path) -> None:
    outcome = trial(10, seed=1, log=tmp_path)
    assert outcome.kills == 10
    assert outcome.shown > 100
    assert (outcome.lost, outcome.twice, outcome.whole) == (0, 0, True), outcome.wrong
    assert {"error.upstream_away", "error.upstream_garbled"} <= outcome.seen, "the faults were not felt"
    assert "Traceback" not in (tmp_path / "server.err").read_text() + (tmp_path / "station.err").read_text()
