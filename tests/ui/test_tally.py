"""The demo's figures: what is counted and what is measured."""

from __future__ import annotations

from dataclasses import replace

from kiosk.model import Answer, Direction, Kind, Outcome, Reason, Record, Source, Verdict
from ui.tally import Tally

RECORD = Record(
    event="e", station="s", epoch=bytes(16), row=1, kind=Kind.SCAN, hlc=1, wall=1, mono=1_000_000, offset=None, error=None, operator="",
    app="", zone="hall", direction=Direction.ENTRY, source=Source.CAMERA, code_hash=b"", badge="", category="", outcome=Outcome.ADMIT,
    reason=Reason.ADMITTED, refers=None, detail="{}", payload=b"", payload_digest=b"", previous=b"", hash=b"",
)  # fmt: skip


def answer(row: int, outcome: Outcome, kind: Kind = Kind.SCAN) -> Answer:
    record = replace(RECORD, row=row, outcome=outcome, kind=kind)
    return Answer(record, Verdict(outcome, Reason.ADMITTED), 0, frame=row)


def test_scans_are_counted_by_outcome_and_acts_are_not() -> None:
    tally = Tally()
    for row, outcome in enumerate((Outcome.ADMIT, Outcome.ADMIT, Outcome.REFUSE, Outcome.REPEAT, Outcome.ATTENTION), start=1):
        tally.answered(answer(row, outcome))
    tally.answered(answer(6, Outcome.ADMIT, Kind.OVERRIDE))
    assert tally.counts() == {"scans": 5, "admitted": 2, "attention": 1, "repeat": 1, "refused": 1}


def test_the_time_from_frame_to_paint_is_taken_once_a_verdict() -> None:
    tally = Tally()
    tally.answered(answer(1, Outcome.ADMIT))
    tally.painted(1, 1_020_000)
    tally.painted(1, 9_000_000)
    tally.painted(2, 9_000_000)
    assert tally.speed()["frame_to_verdict_ms"] == {"p50": 20.0, "p95": 20.0}


def test_a_verdict_that_stood_on_the_screen_before_it_was_counted_is_measured_too() -> None:
    tally = Tally()
    tally.painted(1, 1_020_000)
    tally.answered(answer(1, Outcome.ADMIT))
    tally.painted(1, 9_000_000)
    assert tally.speed()["frame_to_verdict_ms"] == {"p50": 20.0, "p95": 20.0}


def test_commits_are_told_by_their_middle_and_their_slowest() -> None:
    tally = Tally()
    for took in range(1, 101):
        tally.committed(took * 1_000)
    assert tally.speed() == {"frame_to_verdict_ms": {}, "commit_us": {"p50": 50.0, "p99": 99.0}}
