"""Tests of ui.icons and ui.signs: every icon named anywhere is there, and signs are told apart by shape."""

from __future__ import annotations

import re
from itertools import combinations
from pathlib import Path

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

import assets
import ui
from kiosk.model import Outcome, Reason, Verdict
from ui import icons
from ui.showcase import load_programme
from ui.signs import Sign, draw, sign_of

ICONS = Path(assets.__file__).parent / "icons"


def painted(paint: object) -> QImage:
    image = QImage(64, 64, QImage.Format.Format_RGB32)
    image.fill(QColor("#FFFFFF"))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint(painter)  # type: ignore[operator]
    painter.end()
    return image


def icon(name: str, colour: str = "#000000") -> QImage:
    return painted(lambda painter: icons.draw(painter, name, QRectF(8, 8, 48, 48), colour))


def darkness(image: QImage) -> int:
    return sum(image.pixelColor(x, y).lightness() < 128 for x in range(0, 64, 2) for y in range(0, 64, 2))


def test_every_icon_the_screens_and_the_programme_name_is_bundled(qapp: QApplication) -> None:
    named = {zone.icon for zone in load_programme().zones}
    for source in Path(ui.__file__).parent.rglob("*.py"):
        named |= set(re.findall(r'icon="([a-z0-9-]+)"', source.read_text(encoding="utf-8")))
    assert named
    assert not [name for name in named if not (ICONS / f"{name}.svg").is_file()]


@pytest.mark.parametrize("path", sorted(ICONS.glob("*.svg")), ids=lambda path: path.stem)
def test_every_bundled_icon_paints(path: Path, qapp: QApplication) -> None:
    assert darkness(icon(path.stem)) > 10


@pytest.mark.parametrize("name", ["no-such-icon", "", "../fonts/OFL", "/etc/passwd"])
def test_an_icon_we_do_not_have_shows_a_map_pin(name: str, qapp: QApplication) -> None:
    assert icon(name) == icon("map-pin")


def test_an_icon_takes_the_colour_asked_for(qapp: QApplication) -> None:
    reds = [icon("house", "#FF0000").pixelColor(x, y) for x in range(64) for y in range(64)]
    assert any(colour.name() == "#ff0000" for colour in reds)
    assert not any(colour.lightness() < 100 for colour in reds)


def test_signs_differ_without_colour(qapp: QApplication) -> None:
    drawn = {sign: painted(lambda painter, sign=sign: draw(painter, sign, QRectF(4, 4, 56, 56), "#000000", "#FFFFFF")) for sign in Sign}
    for one, other in combinations(Sign, 2):
        pixels = [(x, y) for x in range(0, 64, 2) for y in range(0, 64, 2)]
        different = sum(drawn[one].pixelColor(*at) != drawn[other].pixelColor(*at) for at in pixels)
        assert different > 60, (one, other)


@pytest.mark.parametrize(
    ("outcome", "reason", "sign"),
    [
        (Outcome.ADMIT, Reason.ADMITTED, Sign.TICK),
        (Outcome.ADMIT, Reason.ADMITTED_AGAIN, Sign.AGAIN),
        (Outcome.ADMIT, Reason.EXIT_RECORDED, Sign.EXIT),
        (Outcome.REPEAT, Reason.JUST_SCANNED, Sign.TICK),
        (Outcome.ATTENTION, Reason.ZONE_FULL, Sign.WARN),
        (Outcome.REFUSE, Reason.ZONE_FULL, Sign.CROSS),
    ],
)
def test_a_verdict_wears_the_sign_of_what_it_does(outcome: Outcome, reason: Reason, sign: Sign) -> None:
    assert sign_of(Verdict(outcome, reason)) is sign
