"""Where everything stands on a screen of any size, in design pixels; pure geometry, knows no widgets.

A screen lying down is drawn for 1280x800, one standing up for 800x1280; both are scaled as a whole until the tighter side fits, and the
other side gets what is left over.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF

MARGIN = 24.0
STRIP = 56.0
ALARM = 136.0
ALARM_PORTRAIT = 184.0


@dataclass(frozen=True, slots=True)
class Canvas:
    """A screen in design pixels: ``unit`` device pixels make one."""

    unit: float
    width: float
    height: float

    @property
    def portrait(self) -> bool:
        """Standing up."""
        return self.height > self.width

    @property
    def whole(self) -> QRectF:
        """All of it."""
        return QRectF(0, 0, self.width, self.height)


def canvas(width: int, height: int) -> Canvas:
    """The canvas of a window of ``width`` x ``height`` device pixels."""
    across, down = (800.0, 1280.0) if height > width else (1280.0, 800.0)
    unit = max(0.1, min(width / across, height / down))
    return Canvas(unit, width / unit, height / unit)


@dataclass(frozen=True, slots=True)
class GatePlaces:
    """The gate at rest."""

    head: QRectF
    picture: QRectF
    prompt: QRectF
    count: QRectF
    recent: QRectF
    strip: QRectF


def gate(on: Canvas, *, alarm: bool) -> GatePlaces:
    """The gate at rest on ``on``; ``alarm``: the strip is tall, the server is away."""
    return _standing(on, alarm) if on.portrait else _lying(on, alarm)


def _lying(on: Canvas, alarm: bool) -> GatePlaces:
    tall = ALARM if alarm else STRIP
    strip = QRectF(0, on.height - tall, on.width, tall)
    column = 376.0
    bottom = strip.top() - MARGIN
    left = QRectF(MARGIN, 96, on.width - 3 * MARGIN - column, bottom - 96)
    x = on.width - MARGIN - column
    count = QRectF(x, 96, column, 168 if alarm else 208)
    return GatePlaces(
        head=QRectF(0, 0, on.width, 88),
        picture=left.adjusted(0, 0, 0, -88),
        prompt=QRectF(left.left(), left.bottom() - 88, left.width(), 88),
        count=count,
        recent=QRectF(x, count.bottom() + 16, column, bottom - count.bottom() - 16),
        strip=strip,
    )


def _standing(on: Canvas, alarm: bool) -> GatePlaces:
    tall = ALARM_PORTRAIT if alarm else STRIP
    strip = QRectF(0, on.height - tall, on.width, tall)
    across = on.width - 2 * MARGIN
    lists = 372.0
    bottom = strip.top() - MARGIN
    recent = QRectF(MARGIN, bottom - lists, across, lists)
    count = QRectF(MARGIN, recent.top() - 16 - 128, across, 128)
    prompt = QRectF(MARGIN, count.top() - 16 - 96, across, 96)
    head = QRectF(0, 0, on.width, 168)
    picture = QRectF(MARGIN, 176, across, prompt.top() - 176)
    return GatePlaces(head, picture, prompt, count, recent, strip)


@dataclass(frozen=True, slots=True)
class VerdictPlaces:
    """A full-bleed verdict. ``text`` holds sign, word, sentence and next step; ``card`` the place to go to; ``live`` the small picture."""

    head: QRectF
    text: QRectF
    card: QRectF
    band: QRectF
    live: QRectF
    strip: QRectF


def verdict(on: Canvas, *, band: bool, card: bool) -> VerdictPlaces:
    """A verdict on ``on``: with a category's ``band`` or without, with a place to go to or without."""
    strip = QRectF(0, on.height - 64, on.width, 64)
    if on.portrait:
        return _verdict_standing(on, strip, band, card)
    side = 56.0
    top = strip.top() - 128 if band else strip.top()
    live = QRectF(on.width - 40 - 240, strip.top() - 28 - 180, 240, 180)
    place = QRectF(side, top - 16 - 120, live.left() - 56 - side, 120)
    # without a band the picture stands in the field, and no line may run behind it
    bottom = place.top() - 12 if card else min(top - 64, live.top() - 8)
    return VerdictPlaces(
        head=QRectF(side, 36, on.width - side - 40, 64),
        text=QRectF(side, 104, on.width - side - 32, bottom - 104),
        card=place,
        band=QRectF(0, top, on.width, 128 if band else 0),
        live=live,
        strip=strip,
    )


def _verdict_standing(on: Canvas, strip: QRectF, band: bool, card: bool) -> VerdictPlaces:
    side = 48.0
    tall = 240.0 if band else 0.0
    top = strip.top() - tall
    live = QRectF(on.width - 40 - 240, strip.top() - tall / 2 - 124 if band else strip.top() - 28 - 180, 240, 180)
    above = live.top()
    place = QRectF(side, above - 32 - 136, on.width - 2 * side, 136)
    return VerdictPlaces(
        head=QRectF(side, 36, on.width - 2 * side, 64),
        text=QRectF(side, 140, on.width - 2 * side, (place.top() - 24 if card else above - 24) - 140),
        card=place,
        band=QRectF(0, top, on.width, tall),
        live=live,
        strip=strip,
    )


@dataclass(frozen=True, slots=True)
class DeskPlaces:
    """A desk. ``card`` covers results, keys and the button to open; ``keyboard`` takes the place of pad and button, ``above`` it stand the
    results then."""

    head: QRectF
    query: QRectF
    hint: QRectF
    printers: QRectF
    walk_in: QRectF
    enquiry: QRectF
    results: QRectF
    pad: QRectF
    open: QRectF
    card: QRectF
    keyboard: QRectF
    above: QRectF
    strip: QRectF


def desk(on: Canvas, *, alarm: bool) -> DeskPlaces:
    """A desk on ``on``; ``alarm``: the strip is tall, the server is away."""
    tall = (ALARM_PORTRAIT if on.portrait else ALARM) if alarm else STRIP
    strip = QRectF(0, on.height - tall, on.width, tall)
    bottom = strip.top() - MARGIN
    head = QRectF(0, 0, on.width, 168 if on.portrait else 88)
    across = on.width - 2 * MARGIN
    query = QRectF(MARGIN, head.bottom() + 8, across, 88)
    hint = QRectF(MARGIN + 8, query.bottom() + 8, across - 16, 56)
    printers = QRectF(MARGIN, 92, 240, 64) if on.portrait else QRectF(on.width - MARGIN - 264, hint.top(), 264, 56)
    top = hint.bottom() + 8
    card = QRectF(MARGIN, top, across, bottom - top)
    if on.portrait:
        pad = QRectF(MARGIN, bottom - 216, across, 216)
        opens = QRectF(MARGIN, pad.top() - 12 - 96, across - 252, 96)
        walk_in = QRectF(opens.right() + 12, opens.top(), 240, 96)
        enquiry = QRectF(printers.right() + 12, 92, 64, 64)
        results = QRectF(MARGIN, top, across, opens.top() - 12 - top)
    else:
        column = 376.0
        x = on.width - MARGIN - column
        opens = QRectF(x, bottom - 96, column, 96)
        walk_in = QRectF(printers.left() - 12 - 208, printers.top(), 208, 56)
        enquiry = QRectF(walk_in.left() - 12 - 56, printers.top(), 56, 56)
        pad = QRectF(x, top, column, min(400.0, opens.top() - 12 - top))
        results = QRectF(MARGIN, top, x - 2 * MARGIN, bottom - top)
    keys = 376.0 if on.portrait else 248.0 if alarm else 264.0  # four rows, none lower than 56
    keyboard = QRectF(MARGIN, strip.top() - 8 - keys, across, keys)
    above = QRectF(MARGIN, top, across, keyboard.top() - 8 - top)
    return DeskPlaces(head, query, hint, printers, walk_in, enquiry, results, pad, opens, card, keyboard, above, strip)
