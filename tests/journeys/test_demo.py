"""The demo's whole life on one folder: cut off by force, started again, its server killed and brought back, its server gone for good."""

from __future__ import annotations

import json
import os
import signal
from pathlib import Path

import pytest

from kiosk.model import Kind
from kiosk.places import Places
from kiosk.verify import Verified, verify_station
from tests.builders import wait_for
from tests.journeys.running import Child, Done, Shell, gone
from tests.ui.gating import recorded

KEYS = [
    "scans", "admitted", "attention", "repeat", "refused", "on_server", "unsent", "missing", "twice", "frame_to_verdict_ms", "commit_us",
]  # fmt: skip


def scans(places: Places) -> int:
    """How many scans stand in the journal."""
    return sum(record.kind is Kind.SCAN for record in recorded(places)) if places.journal.exists() else 0


def server_pid(data: Path) -> int:
    """Who serves, as the file says; 0 for nobody."""
    path = data / "server.json"
    return int(json.loads(path.read_text("utf-8"))["pid"]) if path.exists() else 0


def summary(done: Done) -> dict[str, int]:
    """The last line as it was promised."""
    told = json.loads(done.last)
    assert list(told) == KEYS
    assert set(told["frame_to_verdict_ms"]) == {"p50", "p95"}
    assert set(told["commit_us"]) == {"p50", "p99"}
    assert told["scans"] == told["admitted"] + told["attention"] + told["repeat"] + told["refused"]
    return {key: value for key, value in told.items() if isinstance(value, int)}


def demo(shell: Shell, data: Path, *words: str) -> Child:
    """The demo without a window on ``data``."""
    return shell.start("demo", "--headless", "--json", "--data", data, *words)


def test_nothing_is_lost_whatever_is_killed_and_the_next_start_goes_on(shell: Shell, tmp_path: Path) -> None:
    data = tmp_path / "demo"
    places = Places(data / "station")

    # a power cut in the middle of it
    first = demo(shell, data)
    first.wait_for(lambda: scans(places) >= 2, "two scans")
    pid = server_pid(data)
    assert not gone(pid)
    first.kill()
    wait_for(lambda: gone(pid), 30)
    cut_off = verify_station(places)
    assert cut_off.ok
    verified = shell.run("journal", "verify", "--data", data, "--json")
    assert (verified.code, json.loads(verified.out)["rows"]) == (0, cut_off.rows)

    # the next start: its server is killed too, and brought back by hand
    second = demo(shell, data, "--scans", "4")
    before = scans(places)
    second.wait_for(lambda: server_pid(data) not in (0, pid) and scans(places) > before, "a scan of the second start")
    os.kill(server_pid(data), signal.SIGKILL)
    seen = scans(places)
    second.wait_for(lambda: scans(places) > seen, "a scan without a server")
    by_hand = shell.start("server", *by_file(data))
    told = summary(done := second.end())
    assert done.code == 0
    assert told["scans"] >= 4
    assert (told["unsent"], told["missing"], told["twice"]) == (0, 0, 0)
    assert told["on_server"] == len(recorded(places)) > cut_off.rows
    assert by_hand.running, "whoever was started by hand is left alone"
    assert by_hand.end(signal.SIGTERM).code == 0

    # and a third, whose server is gone for good
    third = demo(shell, data, "--scans", "2", "--patience", "1")
    third.wait_for(lambda: server_pid(data) not in (0, pid), "a server")
    os.kill(server_pid(data), signal.SIGKILL)
    left = summary(done := third.end())
    assert done.code == 1
    assert left["unsent"] > 0
    assert (left["missing"], left["twice"]) == (0, 0)
    assert left["on_server"] + left["unsent"] >= told["on_server"] + left["scans"]
    found: Verified = verify_station(places)
    assert (found.ok, found.unsent) == (True, left["unsent"])
    verified = shell.run("server", "verify", "--json", "--database", by_file(data)[1])
    assert verified.code == 0
    assert [json.loads(line)["gaps"] for line in verified.out.splitlines()] == [0]


def by_file(data: Path) -> list[str]:
    """The options to start the server with by hand, from the file."""
    values = json.loads((data / "server.json").read_text("utf-8"))
    return ["--database", values["database"], "--port", values["url"].rpartition(":")[2]]


@pytest.mark.parametrize(
    ("words", "code"), [(["--scans", "0"], 2), (["--scans", "many"], 2), (["--role", "pilot"], 2), (["--zone", "nowhere"], 2)]
)
def test_what_the_demo_does_not_understand_ends_2_with_a_sentence(words: list[str], code: int, shell: Shell, tmp_path: Path) -> None:
    done = demo(shell, tmp_path / "demo", *words).end()
    assert (done.code, done.out) == (code, "")
    assert words[1] in done.err


def test_two_demos_on_one_folder_are_one_too_many(shell: Shell, tmp_path: Path) -> None:
    from kiosk.instance import Hold

    with Hold(Places(tmp_path / "demo" / "station").make().lock):
        done = demo(shell, tmp_path / "demo").end()
    assert (done.code, done.out) == (1, "")
    assert "Another window" in done.err


def test_a_demo_in_a_folder_that_cannot_be_made_says_so(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    done = demo(shell, tmp_path / "file").end()
    assert (done.code, done.out) == (1, "")
    assert done.err.strip()
