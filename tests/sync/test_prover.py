"""A station proves who it is, whatever its clock says."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.errors import UpstreamDenied
from kiosk.signed import EVENT_KEY
from sync.client import HttpUpstream
from sync.prover import Prover
from sync.transport import Reply
from sync.wireproof import SIGNATURE, TIME
from tests.builders import SECOND, FakeClock
from tests.sync.serving import TestServer
from tests.sync.stationing import Desk, keys, stored

YEAR = 365 * 86_400 * SECOND


@pytest.mark.parametrize("years", [-3, 0, 20])
def test_a_station_whose_clock_is_years_off_gets_through_and_its_roster_too(server: TestServer, tmp_path: Path, years: int) -> None:
    desk = Desk.enrolled(server, tmp_path / "station")
    clock = FakeClock(server.store.clock.wall() + years * YEAR)
    identity = desk.identity
    upstream = HttpUpstream(identity.url, identity.token, identity.signers[EVENT_KEY], identity.private_key, clock=clock)
    try:
        records = desk.scan(1, 2, 3)
        desk.catch_up(upstream=upstream)
        assert stored(server, desk) == keys(records)
        fresh = HttpUpstream(identity.url, identity.token, identity.signers[EVENT_KEY], identity.private_key, clock=clock)
        assert fresh.snapshot(tmp_path / "roster", "")
        fresh.close()
    finally:
        desk.close()


def test_a_token_without_the_key_is_denied_and_nothing_is_lost(server: TestServer, tmp_path: Path) -> None:
    desk = Desk.enrolled(server, tmp_path / "station")
    try:
        desk.scan(1, 2)
        with pytest.raises(UpstreamDenied):
            desk.catch_up(upstream=HttpUpstream(server.url, desk.identity.token, private_key=bytes(32)))
        assert (desk.unsent(), stored(server, desk)) == (2, [])
    finally:
        desk.close()


def test_each_request_has_a_time_of_its_own_though_the_clock_stands_still_or_goes_back() -> None:
    clock = FakeClock()
    prover = Prover("t", bytes(32), clock)

    def signed_at() -> int:
        return int(prover.headers("GET", "/x")[SIGNATURE].partition(".")[0])

    first = signed_at()
    assert (first, signed_at()) == (clock.wall(), first + 1)
    clock.set_wall(first - YEAR)
    assert signed_at() == first + 2
    assert prover.corrected(Reply(401, {TIME: "77"}))
    assert signed_at() == 77


@pytest.mark.parametrize(("status", "told"), [(401, ""), (401, "x"), (401, "-5"), (401, "9" * 30), (401, "٣"), (200, "5"), (503, "5")])
def test_an_answer_that_tells_no_time_changes_nothing(status: int, told: str) -> None:
    assert not Prover("t", bytes(32)).corrected(Reply(status, {TIME: told}))
