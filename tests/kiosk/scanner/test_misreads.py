"""A symbol damaged beyond repair is not read at all, never as another text: one sighting of a code is enough."""

from __future__ import annotations

import random
from collections import Counter

import numpy as np
import pytest

from kiosk import badge, printed
from kiosk.scanner.readers import guarded, has_zbar, read_zbar, read_zxing
from tests.kiosk.scanner.pictures import Pixels

SYMBOLS = 300


def damaged(text: str, chance: np.random.Generator, most: int) -> Pixels:
    """The symbol of ``text`` with up to ``most`` of its modules lost, singly or in one blot; finders and timing stay."""
    cells = np.array([list(row) for row in printed.symbol(text).matrix], np.uint8)
    free = np.ones_like(cells, bool)
    free[:9, :9] = free[:9, -8:] = free[-8:, :9] = free[6] = free[:, 6] = False
    rows, columns = np.nonzero(free)
    count, centre = chance.integers(4, most), chance.integers(len(rows))
    far = (rows - rows[centre]) ** 2 + (columns - columns[centre]) ** 2
    lost = np.argsort(far)[:count] if chance.integers(2) else chance.choice(len(rows), count, replace=False)
    cells[rows[lost], columns[lost]] ^= chance.integers(0, 2, count, dtype=np.uint8) | chance.integers(0, 2, dtype=np.uint8)
    return np.kron(255 - 255 * np.pad(cells, 4), np.ones((4, 4), np.uint8)).astype(np.uint8)


@pytest.mark.parametrize("reader", [read_zxing, read_zbar])
def test_no_damage_makes_one_text_another(reader: object) -> None:
    if reader is read_zbar and not has_zbar():
        pytest.skip("zbar is not installed")
    chance, letters = np.random.default_rng(5), random.Random(5)
    told: Counter[str] = Counter()
    for _ in range(SYMBOLS):
        text = badge.new_code(letters.randbytes)
        found = [one.text for one in guarded(reader, damaged(text, chance, most=50))]  # type: ignore[arg-type]
        told["right" if found == [text] else "wrong" if found else "nothing"] += 1
    assert told["wrong"] == 0
    assert min(told["right"], told["nothing"]) > SYMBOLS // 5
