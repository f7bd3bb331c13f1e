"""Tests of kiosk.checks: each check on the real thing, whole and at fault."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections import namedtuple
from pathlib import Path

import pytest

from kiosk import checks, config
from kiosk.catalogue import LANGUAGES, say
from kiosk.checks import Finding, State
from kiosk.places import Places
from tests.kiosk.scanner.pictures import coloured, qr, save, scene
from tests.kiosk.standing import IDENTITY


def told(finding: Finding) -> str:
    """Its sentence in English; in every language it can be said."""
    for lang in LANGUAGES:
        assert say(f"doctor.name.{finding.check}", lang)
        assert "{" not in say(finding.key, lang, **finding.values)
    return say(finding.key, "en", **finding.values)


def test_the_database_engine_is_named() -> None:
    finding = checks.engine()
    assert finding.state is not State.BAD
    assert sys.version.split()[0] in told(finding)


def test_both_decoders_read_a_code_made_on_the_spot() -> None:
    findings = checks.decoders()
    assert [(finding.check, finding.state) for finding in findings] == [("zxing-cpp", State.GOOD), ("pyzbar", State.GOOD)]
    assert all("Reads" in told(finding) for finding in findings)


@pytest.mark.parametrize(("module", "check", "mend"), [("zxingcpp", "zxing-cpp", "./run"), ("pyzbar", "pyzbar", "libzbar0")])
def test_a_decoder_that_cannot_be_loaded_is_told_with_what_to_install(module: str, check: str, mend: str) -> None:
    # in a program of its own, where the library is missing from the start
    code = f"""
import json, sys
sys.modules[{module!r}] = None
from kiosk import checks
from kiosk.catalogue import say
print(json.dumps([(f.check, f.state, say(f.key, "en", **f.values)) for f in checks.decoders()]))
"""
    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True).stdout
    bad = [(name, sentence) for name, state, sentence in json.loads(printed) if state == "bad"]
    assert [name for name, _ in bad] == [check]
    assert mend in bad[0][1]


def test_a_folder_is_made_tried_and_left_as_it_was(tmp_path: Path) -> None:
    finding = checks.disk(tmp_path / "new" / "station")
    assert finding.state is State.GOOD
    assert "GB" in told(finding)
    assert list((tmp_path / "new" / "station").iterdir()) == []


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    finding = checks.disk(tmp_path / "file" / "station")
    assert finding.state is State.BAD
    assert "--data" in told(finding)


def test_a_disk_with_little_room_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage(10**12, 10**12 - 10**8, 10**8))
    finding = checks.disk(tmp_path)
    assert finding.state is State.BAD
    assert "0.1 GB" in told(finding)


def test_a_camera_that_gives_pictures_is_told_with_their_size(tmp_path: Path) -> None:
    save(tmp_path / "badge.png", coloured(scene((qr("A"), 10, 10), size=(640, 480))))
    finding = checks.camera(str(tmp_path), seconds=20)
    assert finding.state is State.GOOD
    assert "640x480" in told(finding)


@pytest.mark.parametrize("spec", ["/dev/video-that-is-not-there", "no camera of this name", "empty"])
def test_a_camera_that_is_not_there_is_told_as_missing_and_not_as_switched_off(spec: str, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    finding = checks.camera(str(tmp_path / spec) if spec == "empty" else spec, seconds=1)
    assert (finding.state, finding.key) == (State.BAD, "camera.missing")
    assert "not found" in told(finding)


def test_the_serial_ports_are_told_and_a_chosen_one_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    assert checks.scanner("").state is State.NOTE
    (tmp_path / "ttyACM0").touch()
    assert checks.scanner(str(tmp_path / "ttyACM0")).state is State.GOOD
    gone = checks.scanner(str(tmp_path / "ttyACM1"))
    assert gone.state is State.BAD
    assert "ttyACM1" in told(gone)


def test_an_enrolled_folder_says_where_it_belongs(places: Places) -> None:
    config.save(IDENTITY, places)
    finding = checks.station(places.root)
    assert finding.state is State.GOOD
    assert IDENTITY.station in told(finding)
    assert IDENTITY.token not in told(finding).split()


def test_a_folder_of_no_event_is_a_note_and_a_damaged_one_a_fault(places: Places) -> None:
    finding = checks.station(places.root)
    assert finding.state is State.NOTE
    assert "enrol" in told(finding)
    places.identity.write_bytes(os.urandom(50))
    damaged = checks.station(places.root)
    assert damaged.state is State.BAD
    assert told(damaged) != told(finding)
