"""Tests of kiosk.scanner.known: what was learnt of a scanner is there after a restart, and a damaged file stops nobody."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kiosk.scanner.heard import Manner, Way
from kiosk.scanner.known import KEYBOARD, Known, load, save
from kiosk.scanner.selftest import Case, Result

RESULT = Result(Manner(Way.KEYS, "~", ""), Way.TYPED, Case.KEPT, "]Q1", "\r\n", 4, 11)


def test_what_is_saved_is_loaded_again(tmp_path: Path) -> None:
    path = tmp_path / "scanners.json"
    known = Known("/dev/ttyACM0").tested(KEYBOARD, RESULT)
    save(known, path)
    assert load(path) == known
    assert path.stat().st_mode & 0o077 == 0
    assert (known.manner(KEYBOARD), known.manner("other")) == (RESULT.manner, Manner())


@pytest.mark.parametrize("change", [{"format": 2}, {"port": 7}, {"scanners": {"keyboard": {}}}, {"scanners": []}])
def test_a_file_that_cannot_be_used_is_as_none(tmp_path: Path, change: dict[str, object], caplog: pytest.LogCaptureFixture) -> None:
    path = tmp_path / "scanners.json"
    assert load(path) == Known()
    save(Known().tested(KEYBOARD, RESULT), path)
    path.write_text(json.dumps(json.loads(path.read_text()) | change))
    assert load(path) == Known()
    assert "scanners.json cannot be used" in caplog.text


@pytest.mark.parametrize("name, value", [("ending", "x"), ("gap_ms", -1), ("way", "?"), ("case", None), ("prefix", "~" * 9_999)])  # noqa: PT006
def test_a_result_that_cannot_be_is_refused(tmp_path: Path, name: str, value: object) -> None:
    path = tmp_path / "scanners.json"
    save(Known().tested(KEYBOARD, RESULT), path)
    values = json.loads(path.read_text())
    values["scanners"][KEYBOARD][name] = value
    path.write_text(json.dumps(values))
    assert load(path) == Known()
