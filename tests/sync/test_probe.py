"""Tests of sync.probe: whether a server is there and what time it has; what is no server of ours is told apart from none at all."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.clock import SystemClock
from kiosk.errors import UnsafeAddress, UpstreamAway, UpstreamBusy, UpstreamError, UpstreamGarbled
from sync.probe import probe
from tests.builders import SECOND
from tests.sync.canned import answer, canned
from tests.sync.serving import TestServer


class Ahead(SystemClock):
    """The device's clock, an hour ahead."""

    def wall(self) -> int:
        """As ``kiosk.clock.Clock``."""
        return super().wall() + 3600 * SECOND


@pytest.fixture
def ahead(sqlite: str, tmp_path: Path) -> Iterator[TestServer]:
    """A server whose clock is an hour ahead."""
    running = TestServer(sqlite, tmp_path / "served", Ahead()).start()
    yield running
    running.stop()


def test_a_server_answers_with_its_time_and_how_far_that_may_be_off(ahead: TestServer) -> None:
    seen = probe(ahead.url, SystemClock())
    assert abs(seen.offset - 3600 * SECOND) <= seen.error
    assert 0 < seen.error < 60 * SECOND


def test_where_nobody_listens_the_server_is_away(ahead: TestServer) -> None:
    ahead.stop()
    with pytest.raises(UpstreamAway):
        probe(ahead.url, SystemClock())


def test_an_address_that_would_send_a_token_in_the_clear_is_not_asked() -> None:
    with pytest.raises(UnsafeAddress):
        probe("http://192.0.2.1:8610", SystemClock())


@pytest.mark.parametrize(
    ("script", "fault"),
    [
        (answer(200, b"<html>Please sign in to the hotel's Wi-Fi</html>"), UpstreamGarbled),
        (answer(200, b"[" * 60_000), UpstreamGarbled),
        (answer(200, {"ok": True}), UpstreamGarbled),
        (answer(200, {"ok": 1, "time": 1}), UpstreamGarbled),
        (answer(200, {"ok": True, "time": 10**400}), UpstreamGarbled),
        (answer(200, {"ok": True, "time": "now"}), UpstreamGarbled),
        (answer(200, b"x" * 100_000), UpstreamGarbled),
        (answer(302, b"", "Location: http://portal.example/"), UpstreamGarbled),
        (answer(500, b"<h1>Internal Server Error</h1>"), UpstreamAway),
        (answer(503, {"error": "server.unavailable"}, "Retry-After: 3"), UpstreamBusy),
        (b"SSH-2.0-OpenSSH_9.2\r\n", UpstreamGarbled),
        (b"", UpstreamAway),
    ],
)
def test_whatever_else_answers_is_named_and_never_taken_for_our_server(script: bytes, fault: type[UpstreamError]) -> None:
    with canned(script) as other, pytest.raises(fault):
        probe(other.url, SystemClock())
