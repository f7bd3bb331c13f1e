"""A disk that fails or fills: nobody is admitted unrecorded, nothing that was shown is lost, people are told, and it goes on by itself."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from kiosk.catalogue import say
from kiosk.places import Places
from kiosk.salvage import examined
from kiosk.verify import verify_station
from tests.faults import shim
from tests.faults.failing_disk import ON_A_SMALL_DISK, SCENARIOS

pytestmark = pytest.mark.skipif(bool(shim.missing()), reason=shim.missing())

Told = dict[str, dict[str, Any]]


def by_name(out: str) -> Told:
    return {line["scenario"]: line for line in map(json.loads, out.splitlines())}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("failing")


@pytest.fixture(scope="module")
def told(folder: Path) -> Told:
    """What every scenario of the shim came to, one child for all of them."""
    return by_name(shim.run("tests.faults.failing_disk", folder, *SCENARIOS, environ=shim.under(shim.build(folder), folder)))


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_a_disk_that_fails_loses_nothing_and_admits_nobody_unrecorded(scenario: str, folder: Path, told: Told) -> None:
    here = told[scenario]
    holds(Places(folder / scenario), here)
    assert scenario == "file-may-not-grow" or here["failed"]


def holds(places: Places, told: Mapping[str, Any]) -> None:
    """What must be so after every fault: told, over, every answer on disk, and nothing on disk that lets in whom nobody was shown."""
    assert told["told"][0] == told["told"][-1] == ""
    faults = [key for key in told["told"] if key]
    assert set(faults) == {"error.cannot_record"}
    assert "goes on by itself" in say(faults[0], "en", detail="")
    assert verify_station(places).ok
    answered = {stored for _, _, stored, _ in told["answers"]}
    with examined(places.journal, "journal") as connection:
        rows = connection.execute("""
            SELECT hex(hash), outcome = 'admit' AND NOT EXISTS (
                SELECT 1 FROM record AS u WHERE u.epoch = r.epoch AND u.refers = r.row AND u.kind = 'undo'
            ) FROM record AS r WHERE kind = 'scan'""").fetchall()
    assert answered <= {stored.lower() for stored, _ in rows}
    assert {stored.lower() for stored, lets_in in rows if lets_in} == {
        stored for *_, stored, outcome in told["answers"] if outcome == "admit"
    }


def test_the_station_is_opened_anew_after_a_fault_and_finds_what_the_disk_has_damaged(folder: Path, told: Told) -> None:
    here = told["damaged-by-the-fault"]
    assert here["openings"] >= 2
    epochs = [epoch for epoch, *_ in here["answers"]]
    assert len(set(epochs)) == 2
    assert (folder / "damaged-by-the-fault" / "journal.db.broken-1").is_file()


def test_a_disk_that_is_really_full_lets_the_ballast_go_and_takes_it_back(tmp_path: Path) -> None:
    small, kept = tmp_path / "small", tmp_path / "kept"
    small.mkdir()
    script = f"""mount -t tmpfs -o size=48m tmpfs "{small}" || exit 77
"$@" || exit 1
mkdir "{kept}" && rm -f "{small}"/*/ballast && cp -r "{small}"/* "{kept}" """
    words = [sys.executable, "-m", "tests.faults.failing_disk", str(small), *ON_A_SMALL_DISK]
    command = ["unshare", "-rm", "sh", "-c", script, "sh", *words]
    environ = shim.under(shim.build(tmp_path), small)
    done = subprocess.run(command, env=environ, capture_output=True, text=True, timeout=120, cwd=shim.REPOSITORY)
    if done.returncode in (77, 1) and ("unshare" in done.stderr or "mount" in done.stderr):
        pytest.skip(f"no small file system can be mounted here: {done.stderr.strip()}")
    assert done.returncode == 0, done.stderr
    for scenario, told in by_name(done.stdout).items():
        holds(Places(kept / scenario), told)


def test_a_server_whose_disk_fails_confirms_nothing_it_does_not_have_and_takes_it_when_the_fault_is_over(tmp_path: Path) -> None:
    folder = tmp_path / "server"
    folder.mkdir()
    told = shim.run("tests.faults.failing_server", folder, environ=shim.under(shim.build(tmp_path), folder))
    assert told == "5 faults, 23 records\n"
