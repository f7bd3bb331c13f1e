"""A canary for the Qt binding: PySide6 6.12.0 on CPython 3.11 loses references of None and True until the process aborts."""

from __future__ import annotations

import sys

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot


class Beacon(QObject):
    """Anything with a signal."""

    lit = Signal(int)


def test_the_binding_keeps_the_reference_counts_of_none_and_true(qtbot: QtBot) -> None:
    beacon, label = Beacon(), QLabel()
    qtbot.addWidget(label)
    before = sys.getrefcount(None), sys.getrefcount(True)
    for _ in range(300):
        beacon.lit.emit(1)
        label.setText("x")
    after = sys.getrefcount(None), sys.getrefcount(True)
    assert all(abs(a - b) < 100 for a, b in zip(after, before, strict=True))
