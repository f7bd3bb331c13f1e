"""A server that is stopped and started again under stations at work: they notice a pause, and nothing else."""

from __future__ import annotations

import logging
from contextlib import closing
from pathlib import Path
from time import monotonic, sleep

import pytest

from sync.bench.fleet import Plan, Station, Tally
from sync.bench.served import ZONE, Served
from sync.server.verify import verify

STATIONS = 3
PATIENCE_S = 60.0


def test_stations_notice_a_pause_and_nothing_else(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.ERROR)
    server = Served(f"sqlite:///{tmp_path / 'server.db'}", tmp_path, None)
    tally, stations = Tally(), []
    with closing(server.store):
        try:
            server.start()
            codes = [server.admin.new_enrolment("gate", ZONE) for _ in range(STATIONS)]
            plan = Plan(server.url, str(tmp_path / "stations"), ZONE, codes, 0, 0, 0, 0)
            stations = [Station(plan, code, tally) for code in codes]
            for station in stations:
                station.worker.start()
            made = 0
            for restart in (False, True):
                if restart:
                    assert server.stop() == 0  # what was under way is answered first
                    made += _scan(stations, 20)
                    server.start()
                made += _scan(stations, 40)
            end = monotonic() + PATIENCE_S
            while any(station.unsent() for station in stations):
                assert monotonic() < end, "records stay unsent"
                sleep(0.1)
        finally:
            for station in stations:
                station.close()
            server.stop()
        found = list(verify(server.store))
    assert sum(line.rows for line in found) == made
    assert len(found) == STATIONS  # no station was made to begin anew
    assert all(line.ok and not line.quarantined for line in found)
    assert {fault.partition(" ")[0] for fault in tally.faults} <= {"error.upstream_away"}
    assert "Traceback" not in server.log()
    assert not caplog.records


def _scan(stations: list[Station], each: int) -> int:
    for _ in range(each):
        for station in stations:
            station.scan()
        sleep(0.005)
    return each * len(stations)
