"""Tests of ui.shots: pictures are made without a display and named for what is on them."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from ui.shots import main
from ui.showcase import STATES


def test_every_picture_is_named_for_its_screen_state_language_and_size(
    qapp: QApplication, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = [str(tmp_path / "new" / "folder"), "--lang", "ko", "--size", "800x1280", "--state", "idle", "--state", "refuse"]
    assert main(arguments) == 0
    names = ["gate--idle--ko--800x1280.png", "gate--refuse--ko--800x1280.png"]
    assert capsys.readouterr().out.split() == names
    for name in names:
        image = QImage(str(tmp_path / "new" / "folder" / name))
        assert (image.width(), image.height()) == (800, 1280)
    assert image.pixelColor(400, 130).name() == "#a3122a"


def test_the_state_names_are_all_different() -> None:
    assert len({(state.screen, state.name) for state in STATES}) == len(STATES)


def test_a_folder_that_cannot_be_written_is_said_in_a_sentence(
    qapp: QApplication, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("")
    assert main([str(tmp_path / "file" / "below"), "--lang", "en"]) == 1
    assert "cannot be saved" in capsys.readouterr().err
