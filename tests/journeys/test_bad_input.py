"""A gate of its own process among things that go wrong: it says so without a traceback, loses nothing and ends in order when told."""

from __future__ import annotations

import json
import resource
import shutil
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from kiosk.catalogue import say
from kiosk.model import Kind
from kiosk.places import Places
from kiosk.verify import verify_station
from tests.journeys.running import Child, Shell
from tests.kiosk.scanner.pictures import coloured, qr, save, scene
from tests.kiosk.scanner.streams import NetworkCamera
from tests.kiosk.standing import code_of
from tests.ui.gating import crowd, enrolled, recorded

ROOM = 16 * 1024
"""Bytes a file may still be long: too few for the journal, enough for the log to say so."""


@pytest.fixture
def station(places: Places) -> Places:
    """An enrolled folder whose server is away."""
    enrolled(places, *crowd())
    return places


def gate(shell: Shell, places: Places, camera: str | Path) -> Child:
    """A gate at work without a window, once it has opened its journal."""
    child = shell.start("gate", "--headless", "--data", places.root, "--camera", camera)
    child.wait_for(lambda: bool(recorded(places)), "the first record")
    return child


def codes(places: Places) -> set[bytes]:
    return {record.code_hash for record in recorded(places) if record.kind is Kind.SCAN}


def log_of(places: Places) -> str:
    return (places.log / "kiosk.log").read_text("utf-8")


def wal_of(places: Places) -> Path:
    return places.journal.with_name(places.journal.name + "-wal")


@contextmanager
def showing(text: str, port: int = 0) -> Iterator[NetworkCamera]:
    """A network camera that sees a badge with this code."""
    camera = NetworkCamera(coloured(scene((qr(text, scale=8), 500, 200))), port)
    try:
        yield camera
    finally:
        camera.stop()


def test_a_gate_without_its_camera_stands_ready_and_ends_in_order(shell: Shell, station: Places) -> None:
    child = gate(shell, station, "/dev/video-that-is-not-there")
    child.wait_for(lambda: "camera.missing" in log_of(station), "the missing camera in the log")
    done = child.end(signal.SIGTERM)
    assert (done.code, done.out, done.err) == (0, "", say("camera.missing", "en") + "\n"), "nobody sees its window"


def test_a_folder_of_pictures_that_disappears_under_the_gate_is_told(shell: Shell, station: Places, tmp_path: Path) -> None:
    folder = tmp_path / "pictures"
    folder.mkdir()
    for number in (1, 2):
        save(folder / f"{number}.png", coloured(scene((qr(code_of(number), scale=8), 500, 200))))
    (folder / "3.png").write_bytes(b"not a picture")
    child = gate(shell, station, folder)
    child.wait_for(lambda: len(codes(station)) == 1, "the first badge")
    shutil.rmtree(folder)
    child.wait_for(lambda: "camera.ended" in log_of(station), "the end of the pictures in the log")
    assert child.end(signal.SIGTERM).code == 0
    assert len(codes(station)) == 1


def test_a_second_gate_on_the_same_folder_ends_at_once_and_the_first_goes_on(shell: Shell, station: Places) -> None:
    with showing(code_of(1)) as camera:
        child = gate(shell, station, camera.url)
        for lang, word in (("ko", "이미 사용 중"), ("en", "Another window")):
            second = shell.run("gate", "--headless", "--data", station.root, "--lang", lang)
            assert (second.code, second.out) == (1, "")
            assert word in second.err
        child.wait_for(lambda: len(codes(station)) == 1, "a scan of the first")
        assert child.end(signal.SIGTERM).code == 0


def test_a_gate_whose_disk_is_full_admits_nobody_and_recovers_by_itself(shell: Shell, station: Places) -> None:
    with showing(code_of(1)) as camera:
        child = gate(shell, station, camera.url)
        child.wait_for(lambda: len(codes(station)) == 1, "a scan")
        port = camera.port
    _, most = resource.prlimit(child.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(child.pid, resource.RLIMIT_FSIZE, (ROOM, most))
    before = len(recorded(station))
    assert wal_of(station).stat().st_size > ROOM
    with showing(code_of(2), port):
        child.wait_for(lambda: "not recording: " in log_of(station), "a reading that could not be recorded")
        assert len(recorded(station)) == before
        resource.prlimit(child.pid, resource.RLIMIT_FSIZE, (most, most))
        child.wait_for(lambda: len(recorded(station)) > before, "a record of the recovery")
    with showing(code_of(3), port):
        child.wait_for(lambda: len(codes(station)) >= 2, "a scan afterwards")
    done = child.end(signal.SIGTERM)
    assert (done.code, done.out) == (0, "")
    assert say("error.cannot_record", "en", detail="disk I/O error") in done.err.splitlines(), "nobody sees its window"
    notes = [json.loads(record.detail) for record in recorded(station) if record.kind is Kind.NOTE]
    assert [note for note in notes if note.get("note") == "recovered" and note.get("turned_away")]
    assert verify_station(station).ok
