"""What the tests of the screens share: the bundled typeface, a language that is switched back, a gate at rest with sample answers."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.look import Look
from ui.screens.gate import GateScreen
from ui.showcase import Samples, gate_at_rest, load_programme
from ui.tongue import Tongue
from ui.typeface import load_fonts

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

SIZES = ((1280, 800), (1920, 1080), (800, 1280), (1080, 1920))

MakeGate = Callable[..., GateScreen]


@pytest.fixture
def fonts(qapp: QApplication) -> None:
    """The bundled typeface is loaded."""
    load_fonts()


@pytest.fixture(autouse=True)
def english_again(qapp: QApplication) -> Iterator[None]:
    """A test that leaves another language switched on has left it on for all that follow."""
    yield
    assert QCoreApplication.translate("Gate", "Inside now") == "Inside now"


@pytest.fixture
def tongue(qapp: QApplication) -> Iterator[Tongue]:
    """A language to switch; English again afterwards."""
    made = Tongue()
    yield made
    made.speak("en")
    made.deleteLater()


@pytest.fixture
def samples() -> Samples:
    """Sample answers at a gate of the shipped programme."""
    return Samples(load_programme())


@pytest.fixture
def picture() -> QImage:
    """A small plain picture."""
    image = QImage(320, 180, QImage.Format.Format_RGB32)
    image.fill(QColor("#808080"))
    return image


@pytest.fixture
def gate(qtbot: QtBot, fonts: None, samples: Samples, picture: QImage, tongue: Tongue) -> MakeGate:
    """Makes a gate at rest, shown: ``gate(lang="ko", size=(1280, 800), look=Look())``."""

    def make(lang: str = "en", size: tuple[int, int] = (1280, 800), look: Look | None = None) -> GateScreen:
        tongue.speak(lang)
        screen = gate_at_rest(samples, look or Look(reduce_motion=True), lang, picture, size)
        qtbot.addWidget(screen)
        screen.show()
        qtbot.waitExposed(screen)
        return screen

    return make
