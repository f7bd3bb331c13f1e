"""Blocks one under the other, as wide as their column: every block says how high it needs to be, so a page fits any panel at any zoom and
is turned over where it is longer than the panel; knows no page and no words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QRectF
from PySide6.QtWidgets import QWidget

from ui.look import Look
from ui.parts.button import Button
from ui.parts.part import Part

GAP = 24.0


class Block(Protocol):
    """A piece of a page. ``grows``: it takes what height is left over, up to ``most``, design pixels like all lengths here."""

    grows: bool
    most: float
    over: bool

    def too_wide(self, across: float) -> bool:
        """Whether an icon does not fit beside its words; ``over``: it stands above them."""

    def tall(self, across: float) -> float:
        """The height it needs at that width."""

    def narrowest(self) -> float:
        """The least width it can do with."""

    def snug(self) -> float:
        """The least width at which it needs no second line; 0 where that says nothing."""

    def place(self, rect: QRectF, unit: float) -> None:
        """As ``Part.place``."""


class Piece(Part):
    """A painted block."""

    grows, over = False, False
    most = 100_000.0

    def too_wide(self, across: float) -> bool:
        """As ``Block.too_wide``."""
        return False

    def tall(self, across: float) -> float:
        """As ``Block.tall``."""
        raise NotImplementedError

    def narrowest(self) -> float:
        """As ``Block.narrowest``."""
        return 0.0

    def snug(self) -> float:
        """As ``Block.snug``."""
        return 0.0


class Row(Piece):
    """Blocks side by side, ``shares`` of the width each; in fewer columns where they are too narrow for what they say."""

    def __init__(self, look: Look, children: Sequence[Block], shares: Sequence[float] = (), *, gap: float = GAP / 2) -> None:
        super().__init__(look)
        self.blocks = list(children)
        self._shares = list(shares) or [1.0] * len(self.blocks)
        self._gap, self._asked = gap, 0.0
        for child in children:
            assert isinstance(child, QWidget)
            child.setParent(self)

    def _rows(self, width: float) -> list[list[tuple[Block, float]]]:
        """The blocks with their widths, row by row, in the most columns that fit."""
        for columns in range(len(self.blocks), 0, -1):
            rows = [
                self._spread(self.blocks[at : at + columns], self._shares[at : at + columns], width)
                for at in range(0, len(self.blocks), columns)
            ]
            if len(self.blocks) % columns and columns > 1:
                continue
            if columns == 1 or all(block.narrowest() <= wide for row in rows for block, wide in row):
                self._even(rows)
                return rows
        return []

    def _even(self, rows: Sequence[Sequence[tuple[Block, float]]]) -> None:
        """Where one has its icon over its words, all have."""
        over = any(block.too_wide(wide) for row in rows for block, wide in row)
        for block in self.blocks:
            block.over = over

    def _spread(self, blocks: Sequence[Block], shares: Sequence[float], width: float) -> list[tuple[Block, float]]:
        """By shares, but each at least as wide as its words in one line or, where that is too much, as its longest word."""
        room = width - self._gap * (len(blocks) - 1)
        shared = _shared(room, shares, [0.0] * len(blocks))
        for needs in ([block.snug() for block in blocks], [block.narrowest() for block in blocks]):
            if sum(needs) <= room:
                shared = _shared(room, shares, needs)
                break
        return list(zip(blocks, shared, strict=True))

    def tall(self, across: float) -> float:
        """Of all rows."""
        self._asked = across
        rows = self._rows(across)
        return sum(max(block.tall(wide) for block, wide in row) for row in rows) + self._gap * (len(rows) - 1)

    def narrowest(self) -> float:
        """Of the widest one, for they may stand one under the other."""
        return max((block.narrowest() for block in self.blocks), default=0.0)

    def arrange(self) -> None:
        """The blocks of a row are as high as the highest."""
        top, across = 0.0, self.extent.width()
        if abs(self._asked - across) < 2:  # a width rounded to the panel's pixels must not change how many fit
            across = self._asked
        for row in self._rows(across):
            tall, left = max(block.tall(wide) for block, wide in row), 0.0
            for block, wide in row:
                block.place(QRectF(left, top, wide, tall), self.unit)
                left += wide + self._gap
            top += tall + self._gap


def _shared(room: float, shares: Sequence[float], needs: Sequence[float]) -> list[float]:
    """``room`` by ``shares``, whoever would get less than they need getting that."""
    fixed: set[int] = set()
    while True:
        left = room - sum(needs[at] for at in fixed)
        rest = sum(share for at, share in enumerate(shares) if at not in fixed)
        given = [needs[at] if at in fixed else left * share / rest for at, share in enumerate(shares)]
        short = {at for at, wide in enumerate(given) if at not in fixed and wide < needs[at]}
        if not short or len(fixed | short) == len(shares):
            return given
        fixed |= short


def height_of(blocks: Sequence[Block], width: float, gap: float = GAP) -> float:
    """How high they stand, one under the other."""
    return sum(block.tall(width) for block in blocks) + gap * max(0, len(blocks) - 1)


def stack(blocks: Sequence[Block], room: QRectF, unit: float, *, at_foot: bool = False, gap: float = GAP) -> float:
    """Place them in ``room`` from the top, or ``at_foot`` from its bottom; what is left over goes to those that grow. Returns where the
    last one ends."""
    spare = max(0.0, room.height() - height_of(blocks, room.width(), gap))
    growing = [block for block in blocks if block.grows]
    top = room.top() + (spare if at_foot and not growing else 0.0)
    for block in blocks:
        tall = block.tall(room.width())
        if block.grows:
            tall = min(block.most, tall + spare / len(growing))
        block.place(QRectF(room.left(), top, room.width(), tall), unit)
        top += tall + gap
    return top - gap


def controls(within: QWidget) -> list[Button]:
    """What can have the focus within, as people read: by rows from the top, each from the left."""
    found = [each for each in within.findChildren(Button) if each.isVisibleTo(within) and each.isEnabled()]
    places = {each: each.mapTo(within, each.rect().topLeft()) for each in found}
    return sorted(found, key=lambda each: (places[each].y(), places[each].x()))
