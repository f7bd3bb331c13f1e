"""Tests of ui.awake: a system that cannot keep the screen on is said, never raised."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from ui.awake import Awake


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """A device without a session bus and without a display."""
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    monkeypatch.delenv("DISPLAY", raising=False)
    return monkeypatch


@pytest.mark.parametrize("platform", ["linux", "win32", "darwin"])
def test_where_nothing_can_keep_the_screen_on_it_is_said(qapp: QApplication, bare: pytest.MonkeyPatch, platform: str) -> None:
    if platform == sys.platform != "linux":
        pytest.skip("here it can")
    bare.setenv("PATH", "/nonexistent")
    awake = Awake(platform=platform)
    assert awake.hold() is False
    assert awake.how == ""
    awake.release()


def test_a_session_bus_that_is_gone_is_no_error(qapp: QApplication, bare: pytest.MonkeyPatch, tmp_path: Path) -> None:
    bare.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path}/nothing")
    assert Awake(platform="linux").hold() is False


@pytest.mark.skipif(os.name != "posix", reason="a shell script stands for xset")
def test_an_x_server_is_told_not_to_blank_and_nudged_until_released(qapp: QApplication, bare: pytest.MonkeyPatch, tmp_path: Path) -> None:
    told = tmp_path / "told"
    script = tmp_path / "xset"
    script.write_text(f'#!/bin/sh\necho "$@" >> {told}\n')
    script.chmod(script.stat().st_mode | stat.S_IXUSR)
    bare.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    bare.setenv("DISPLAY", ":99")
    awake = Awake(platform="linux")
    assert awake.hold()
    assert awake.hold(), "twice is once"
    assert awake.how == "xset"
    awake._nudge.timeout.emit()
    assert told.read_text().splitlines() == ["s off -dpms", "s reset"]
    awake.release()
    awake.release()
    assert not awake._nudge.isActive()


def test_a_display_that_is_not_there_is_no_error(qapp: QApplication, bare: pytest.MonkeyPatch, tmp_path: Path) -> None:
    bare.setenv("PATH", str(tmp_path))
    bare.setenv("DISPLAY", ":9876")
    assert Awake(platform="linux").hold() is False
