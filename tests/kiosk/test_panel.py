"""Tests of kiosk.panel: how large text must be, what is within reach, and the file staff's answer lies in."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.panel import Panel, load, panel_of, save


def test_a_small_panel_may_have_smaller_text() -> None:
    assert panel_of("217x136").text_mm == 7.25
    assert panel_of("299x531").text_mm == 12.0
    assert Panel(196.0, 200.0).text_mm == 12.0  # 280.03 mm
    assert Panel(196.0, 199.0).text_mm == 7.25


def test_reach_ends_120_cm_above_the_floor() -> None:
    assert panel_of("300x500", mount=950).reach == pytest.approx(0.5)
    assert panel_of("217x136", mount=1050).reach == 1.0
    assert panel_of("300x500", mount=1300).reach == 0.0


def test_a_panel_that_leans_back_has_more_within_reach() -> None:
    assert panel_of("300x500", mount=950, angle=60).reach == pytest.approx(1.0)


def test_a_panel_is_turned_as_its_picture_is() -> None:
    panel = panel_of("217x136")
    assert (panel.as_seen(800, 1280).width, panel.as_seen(800, 1280).height) == (136, 217)
    assert panel.as_seen(1280, 800) is panel


@pytest.mark.parametrize("size", ["", "217", "217x", "x136", "axb", "0x0", "217x-3", "nanx100", "infx100", "9000x100"])
def test_what_is_no_panel_is_refused(size: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        panel_of(size)


def test_what_staff_set_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "panel.json"
    assert load(path) is None
    save(panel_of("217x136", 1050, 15), path)
    assert load(path) == Panel(217, 136, 1050, 15)


@pytest.mark.parametrize(
    "text", ["", "{}", "[]", '{"format": 2}', '{"format": 1, "width": 0}', '{"format": 1, "depth": 3}', "\x00", "[" * 4000]
)
def test_a_file_that_cannot_be_used_is_no_answer(tmp_path: Path, text: str) -> None:
    path = tmp_path / "panel.json"
    path.write_text(text)
    assert load(path) is None
