"""Tests of kiosk.shown: how a screen stood comes back, and a file that cannot be used is no answer."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.model import Direction
from kiosk.shown import Shown, load, save


def test_how_it_stood_comes_back(tmp_path: Path) -> None:
    path = tmp_path / "screen.json"
    assert load(path) == Shown()
    for shown in (Shown("en", "high", True, Direction.EXIT), Shown()):
        save(shown, path)
        assert load(path) == shown


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"format": 2}', '{"format": 1, "lang": "ko"}', "\x00", "[" * 4000])
def test_a_file_that_cannot_be_used_is_no_answer(tmp_path: Path, text: str) -> None:
    path = tmp_path / "screen.json"
    path.write_text(text)
    assert load(path) == Shown()
