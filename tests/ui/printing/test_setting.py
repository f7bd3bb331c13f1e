"""Tests of ui.printing.setting: a text is set as large as its box allows, and whole."""

from __future__ import annotations

import pytest

from ui.printing.setting import plain, settle
from ui.typeface import width

BOX = {"size": 200, "least": 80, "weight": 800}


def test_a_short_name_is_as_large_as_asked_and_a_longer_one_smaller_in_one_line(fonts: None) -> None:
    short, longer = settle("이솔", 760, 290, lines=2, **BOX), settle("남궁다온별", 760, 290, lines=2, **BOX)
    assert (short.size, short.lines) == (200, ("이솔",))
    assert 80 <= longer.size < 200
    assert len(longer.lines) == 1


def test_below_the_least_size_it_takes_another_line_rather_than_shrink(fonts: None) -> None:
    name = "Siobhán Ni Dhomhnaill O'Brien"
    two = settle(name, 760, 290, lines=2, **BOX)
    assert len(two.lines) == 2
    assert two.size >= 80
    assert settle(name, 760, 290, lines=1, **BOX).size < 80


@pytest.mark.parametrize("text", ["A" * 60, "가" * 60, "Wolfeschlegelsteinhausen " * 4, "A" * 2000, "👩‍🔬" * 30])
@pytest.mark.parametrize("box", [(760, 290, 2), (300, 40, 1), (60, 300, 4)])
def test_nothing_is_ever_cut_off(fonts: None, text: str, box: tuple[int, int, int]) -> None:
    room, height, lines = box
    setting = settle(text, room, height, lines=lines, **BOX)
    assert "".join(setting.lines).replace(" ", "") == plain(text).replace(" ", "")
    assert len(setting.lines) <= lines
    assert setting.height <= height
    if len(text) < 500:  # two thousand letters are nobody's name: they end as one line too small to read
        assert all(width(line, setting.face) <= room for line in setting.lines)


@pytest.mark.parametrize(
    ("written", "shown"),
    [(" 홍\t길\n동 ", "홍 길 동"), ("홍\u200b길\ufeff동\x00", "홍길동"), ("\u1112\u1169\u11bc", "홍"), ("\u202ea", "a"),
     ("👩‍🔬", "👩‍🔬"), ("", "")],
)  # fmt: skip
def test_what_draws_nothing_is_left_out(written: str, shown: str) -> None:
    assert plain(written) == shown
