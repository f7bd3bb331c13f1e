"""Tests of ui.parts.scanner_panel: every finding that is worth changing is marked and says what to change."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from kiosk.scanner.heard import Manner, Way
from kiosk.scanner.selftest import Case, Result, advice
from kiosk.scanner.serial_port import Port
from ui.look import Look
from ui.parts.scanner_panel import ScannerPanel
from ui.tongue import Tongue

PORTS = [Port("/dev/ttyACM0", "Honeywell", "/dev/serial/by-id/a"), Port("/dev/ttyACM1", "Zebra", "/dev/serial/by-id/b")]


@pytest.fixture
def panel(qtbot: QtBot, fonts: None, tongue: Tongue) -> Iterator[ScannerPanel]:
    """The screen, open."""
    window = QWidget()
    window.resize(1280, 800)
    made = ScannerPanel(Look(), window)
    made.place(made.on.whole, 1.0)
    qtbot.addWidget(window)
    window.show()
    made.open()
    yield made
    window.close()


@pytest.mark.parametrize("way", list(Way))
@pytest.mark.parametrize("case", list(Case))
@pytest.mark.parametrize("lang", ["ko", "en"])
def test_whatever_was_found_is_told_fits_and_is_marked_where_it_is_worth_changing(
    panel: ScannerPanel, tongue: Tongue, lang: str, case: Case, way: Way
) -> None:
    tongue.speak(lang)
    for result in (Result(Manner(way), way, case, "", "\r"), Result(Manner(way, "~A", "#"), way, case, "]Q1", "", 60, 90)):
        panel.show_result("", result)
        panel.grab()
        assert panel.overflowing == []
        rows = panel.findings
        assert len(rows) == 5
        assert all(row.advice for row in rows if row.warn)
        wrong = advice(result)
        assert [rows[0].warn, rows[3].warn, rows[4].warn] == [name in wrong for name in ("layout", "ending", "speed")]


def test_every_terminator_has_a_name_and_a_serial_scanner_no_keyboard(panel: ScannerPanel) -> None:
    for ending in ("\r", "\n", "\t", "\r\n", "\r\r", "\n\t"):
        panel.show_result("COM3", Result(Manner(), Way.TYPED, Case.KEPT, "", ending))
        assert len(panel.findings) == 3
        assert panel.findings[-1].value


def test_the_ports_are_offered_one_after_the_other(panel: ScannerPanel, qtbot: QtBot) -> None:
    assert not panel.port.isEnabled()
    for current, following in (
        ("", PORTS[0].lasting),
        (PORTS[0].lasting, PORTS[1].lasting),
        (PORTS[1].lasting, ""),
        ("COM9", PORTS[0].lasting),
    ):
        panel.show_ports(PORTS, current)
        with qtbot.waitSignal(panel.port_wished) as wished:
            QTest.mouseClick(panel.port, Qt.MouseButton.LeftButton)
        assert wished.args == [following]
    panel.show_ports(PORTS, PORTS[1].lasting)
    assert panel.port.text() == "Zebra"
