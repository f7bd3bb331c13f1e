"""Counts verdicts and measures how soon they stood on the screen and on the disk; knows no widget and no file."""

from __future__ import annotations

import threading
from collections import Counter

from kiosk.model import Answer, Kind, Outcome


class Tally:
    """The figures of one run; told from several threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._outcomes: Counter[Outcome] = Counter()
        self._seen: dict[int, int] = {}
        self._stands: tuple[int, int] | None = None
        self._painted: list[int] = []
        self._commits: list[int] = []

    @property
    def scans(self) -> int:
        """Scans judged so far."""
        return self._outcomes.total()

    def answered(self, answer: Answer) -> None:
        """A verdict was given."""
        record = answer.record
        if record.kind is Kind.SCAN and record.outcome is not None:
            with self._lock:
                self._outcomes[record.outcome] += 1
                if answer.frame:
                    self._seen[record.row] = record.mono
                if self._stands is not None and self._stands[0] == record.row:
                    self._measure(*self._stands)

    def painted(self, row: int, now: int) -> None:
        """The verdict of that journal row stands on the screen at ``now``, us of the monotonic clock; told before or after it was given."""
        with self._lock:
            if self._stands is None or self._stands[0] != row:
                self._stands = row, now
                self._measure(row, now)

    def _measure(self, row: int, now: int) -> None:
        seen = self._seen.pop(row, None)
        if seen is not None:
            self._painted.append(now - seen)

    def committed(self, took: int) -> None:
        """A record's commit took so long, ns."""
        with self._lock:
            self._commits.append(took)

    def counts(self) -> dict[str, int]:
        """How many of each outcome."""
        named = {"admitted": Outcome.ADMIT, "attention": Outcome.ATTENTION, "repeat": Outcome.REPEAT, "refused": Outcome.REFUSE}
        return {"scans": self.scans, **{name: self._outcomes[outcome] for name, outcome in named.items()}}

    def speed(self) -> dict[str, dict[str, float]]:
        """Camera frame to painted verdict in ms, commit in us; empty where nothing was measured."""
        painted, commits = sorted(self._painted), sorted(self._commits)
        return {
            "frame_to_verdict_ms": {"p50": _at(painted, 50) / 1_000, "p95": _at(painted, 95) / 1_000} if painted else {},
            "commit_us": {"p50": _at(commits, 50) / 1_000, "p99": _at(commits, 99) / 1_000} if commits else {},
        }


def _at(ordered: list[int], percent: int) -> int:
    """Nearest rank."""
    return ordered[max(0, -(-len(ordered) * percent // 100) - 1)]
