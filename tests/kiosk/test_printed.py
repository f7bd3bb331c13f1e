"""Printed codes: their symbols, their pictures, and how far a camera reads them."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest

from kiosk import printed
from kiosk.scanner.decode import Decoder, still
from kiosk.scanner.picture import load

OPAQUE, CONFIRMATION, TOKEN = "SEOULSMARTLIFE26", "CSEOULSMARTLIFE26", "A" * 122


def test_each_form_has_its_symbol() -> None:
    made = [printed.symbol(text) for text in (OPAQUE, CONFIRMATION, TOKEN)]
    assert [(one.designator, one.mode, printed.modules(one)) for one in made] == [
        ("1-Q", "alphanumeric", 29),
        ("1-M", "alphanumeric", 29),
        ("5-M", "alphanumeric", 45),
    ]


@pytest.mark.parametrize("text", [OPAQUE, TOKEN])
def test_a_written_picture_reads_as_what_was_written(text: str, tmp_path: Path) -> None:
    module = printed.save(printed.symbol(text), tmp_path / "code.png", 1.0)
    assert module == pytest.approx(1.0, abs=25.4 / printed.PNG_DPI)
    assert [one.text for one in still(load(tmp_path / "code.png"))] == [text]


def test_an_svg_is_as_wide_as_asked_in_millimetres(tmp_path: Path) -> None:
    assert printed.save(printed.symbol(OPAQUE), tmp_path / "code.svg", 1.5) == 1.5
    assert 'width="43.5mm" height="43.5mm"' in (tmp_path / "code.svg").read_text()


def test_from_as_far_as_is_said_a_module_is_two_pixels_and_is_read() -> None:
    module, fov, pixels = 1.0, 70.0, 1280
    distance = printed.reach_mm(module, fov, pixels)
    across = 2 * distance * np.tan(np.radians(fov) / 2)  # what the camera sees there, mm
    assert module * pixels / across == pytest.approx(2.0)
    symbol = np.array([list(row) for row in printed.symbol(TOKEN).matrix_iter(border=4)], np.uint8)
    seen = cv2.resize(255 * (1 - symbol), None, fx=2.0, fy=2.0, interpolation=cv2.INTER_AREA)
    frame = np.full((720, 1280), 200, np.uint8)
    frame[200 : 200 + seen.shape[0], 400 : 400 + seen.shape[1]] = seen
    assert [one.text for one in Decoder().read(cv2.GaussianBlur(frame, (3, 3), 0.5))] == [TOKEN]


def test_a_wider_view_brings_people_nearer_and_more_pixels_let_them_stand_back() -> None:
    plain = printed.reach_mm(1.0, 70, 1280)
    assert printed.reach_mm(1.0, 90, 1280) < plain < printed.reach_mm(1.0, 70, 1920)
    assert printed.reach_mm(2.0, 70, 1280) == pytest.approx(2 * plain)


@pytest.mark.parametrize(("module", "fov", "pixels"), [(0.0, 70.0, 1280), (1.0, 180.0, 1280), (1.0, 0.0, 1280), (1.0, 70.0, 0)])
def test_sizes_that_cannot_be_are_refused(module: float, fov: float, pixels: int) -> None:
    with pytest.raises(ValueError, match="field of view"):
        printed.reach_mm(module, fov, pixels)
