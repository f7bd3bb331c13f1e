"""A full-bleed verdict or fault as one picture: field, sign, word, sentence, next step, place, band; holds what it says, judges nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from PySide6.QtCore import QPointF, QRectF, QSizeF

from ui.arrange import Canvas, VerdictPlaces, verdict
from ui.ink import RIGHT, Ink, Kept
from ui.look import INK, PAPER, Look, Tone
from ui.signs import Sign
from ui.typeface import BOLD, EXTRA, SEMI, Fitted, fit, font, width

TILE = 72.0


@dataclass(frozen=True, slots=True)
class Band:
    """A category's band: its word and colours, a small text beside it, icons of the zones this badge opens."""

    name: str
    colour: str
    ink: str
    aside: str = ""
    icons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """Where to go instead."""

    icon: str
    name: str
    where: str


@dataclass(frozen=True, slots=True)
class Poster:
    """Everything a full-bleed field says, in words of one language."""

    tone: Tone
    sign: Sign
    word: str
    sentence: str
    next: str = ""
    place: Place | None = None
    band: Band | None = None
    zone_icon: str = "map-pin"
    zone: str = ""
    gate: str = ""
    inside_label: str = ""
    inside: str = ""


def places(poster: Poster, on: Canvas) -> VerdictPlaces:
    """Where the pieces of ``poster`` stand."""
    return verdict(on, band=poster.band is not None, card=poster.place is not None)


def draw(ink: Ink, poster: Poster, on: Canvas, look: Look, sign_scale: float, head_free: float, button: QRectF | None, kept: Kept) -> None:
    """Paint ``poster``; the head is kept free from ``head_free`` on, the band where staff's ``button`` stands."""
    still = replace(poster, inside=re.sub(r"\d", "0", poster.inside))  # figures are all as wide
    key = (still, on, look, head_free, button and button.getRect())
    kept.paint(ink, key, QSizeF(on.width, on.height), lambda below: _draw_still(below, still, on, look, head_free, button))
    field = look.field(poster.tone)
    _draw_sign(ink, poster, _message_in(poster, on).sign, field.sign, field.field, sign_scale)
    if poster.inside:
        box = _inside_box(poster, places(poster, on).head, head_free)
        figures = QRectF(box.left(), box.top() + 26, box.width(), 40)
        ink.text(figures, poster.inside, 32, field.text, weight=EXTRA, align=RIGHT, tracking=-0.02)


def _draw_still(ink: Ink, poster: Poster, on: Canvas, look: Look, head_free: float, button: QRectF | None) -> None:
    """All that neither moves nor counts."""
    at = places(poster, on)
    field = look.field(poster.tone)
    whole = QRectF(0, 0, on.width, on.height)
    ink.box(whole, 0, field.field)
    _draw_edge(ink, poster.tone, whole, look)
    _draw_head(ink, poster, at.head, look, head_free)
    message = _message_in(poster, on)
    _draw_words(ink, message, field.text)
    if not message.fits:
        ink.overflowing.append(poster.sentence)
    if poster.place:
        _draw_place(ink, poster.place, at.card, look)
    if poster.band:
        _draw_band(ink, poster.band, at, look, poster.tone, button)
    if poster.tone is Tone.FAULT:
        ink.box(QRectF(0, 0, on.width, at.strip.top()), 0, None, field.sign, 8)


def _draw_edge(ink: Ink, tone: Tone, whole: QRectF, look: Look) -> None:
    field = look.field(tone)
    if tone is Tone.ATTENTION:
        ink.hatch(QRectF(0, 0, whole.width(), 20), field.field, field.text)
    elif tone is Tone.REFUSE:
        ink.box(QRectF(0, 0, whole.width(), 9), 0, field.text)
        ink.box(QRectF(0, 15, whole.width(), 9), 0, field.text)


def _draw_head(ink: Ink, poster: Poster, rect: QRectF, look: Look, free: float) -> None:
    field = look.field(poster.tone)
    tile = QRectF(rect.left(), rect.top(), 64, 64)
    ink.box(tile, 12, field.text)
    ink.icon(tile.adjusted(14, 14, -14, -14), poster.zone_icon, field.field)
    right = free - 24
    if poster.inside:
        box = _inside_box(poster, rect, free)
        ink.text(QRectF(box.left(), box.top() - 2, box.width(), 30), poster.inside_label, 21, field.text, weight=SEMI, align=RIGHT)
        right = box.left() - 24
    left = tile.right() + 16
    ink.label(QRectF(left, rect.top() - 4, right - left, 46), poster.zone, 36, 24, field.text, weight=EXTRA)
    ink.label(QRectF(left, rect.top() + 36, right - left, 32), poster.gate, 22, 20, field.text, weight=SEMI)


def _inside_box(poster: Poster, head: QRectF, free: float) -> QRectF:
    """Where stands how many are inside."""
    wide = max(width(poster.inside, font(32, EXTRA, -0.02)), width(poster.inside_label, font(21, SEMI)))
    return QRectF(free - 24 - wide - 2, head.top(), wide + 2, 64)


@dataclass(frozen=True, slots=True)
class _Message:
    """What is said, as it is set; once placed, also where: the sign's square and the words' corner."""

    word: Fitted
    sentence: Fitted
    next: Fitted | None
    sign: QRectF = field(default_factory=QRectF)
    at: QPointF = field(default_factory=QPointF)
    fits: bool = True

    @property
    def height(self) -> float:
        return self.word.height + 8 + self.sentence.height + (self.next.height if self.next else 0)


def _message(poster: Poster, room: float, largest: int, lines: int) -> _Message:
    alone = not poster.next
    return _Message(
        fit(poster.word, room, size=largest, least=96, weight=EXTRA, tracking=-0.04, leading=1.01, lines=2, shrink_first=True),
        fit(poster.sentence, room, size=56 if alone else 52, least=40, weight=BOLD, lines=lines),
        fit(poster.next, room, size=50, least=38, weight=SEMI, lines=lines) if poster.next else None,
    )


def _draw_words(ink: Ink, message: _Message, colour: str) -> None:
    # the side bearing of a large word would set it right of the lines below
    x, y = message.at.x(), message.at.y()
    ink.fitted(QPointF(x - message.word.size * 0.03, y), message.word, colour)
    y += message.word.height + 8
    y += ink.fitted(QPointF(x, y), message.sentence, colour)
    if message.next:
        ink.fitted(QPointF(x, y), message.next, colour)


def _message_in(poster: Poster, on: Canvas) -> _Message:
    """The message as large as its room on ``on`` lets it be."""
    at = places(poster, on)
    return _standing(poster, at.text) if on.portrait else _lying(poster, at)


def _lying(poster: Poster, at: VerdictPlaces) -> _Message:
    alone, tight = not poster.next, poster.place is not None
    side = 248.0 if tight else (344.0 if alone else 288.0)
    left = at.text.left() + 12
    x = left + side + (72 if alone else 56)
    room = at.text.right() - x
    message = _message(poster, room, 96, 2)
    for largest in (240, 204, 184, 148, 124, 108):  # 204: 30 mm of Hangul on a 10.1 inch panel
        if largest <= (240 if alone and not tight else 204):
            larger = _message(poster, room, largest, 2)
            if larger.height <= at.text.height():
                message = larger
                break
    middle = at.text.center().y()
    sign, corner = QRectF(left, middle - side / 2, side, side), QPointF(x, middle - message.height / 2)
    return replace(message, sign=sign, at=corner, fits=message.height <= at.text.height() + 0.5)


def _standing(poster: Poster, text: QRectF) -> _Message:
    for largest in (240, 200, 176, 148, 124, 100):
        message = _message(poster, text.width(), largest, 3)
        if message.height + 200 + 40 <= text.height():
            break
    side = min(300.0, max(200.0, text.height() - message.height - 48))
    total = side + 40 + message.height
    y = text.top() + max(0.0, (text.height() - total) / 2)
    sign, corner = QRectF(text.left(), y, side, side), QPointF(text.left(), y + side + 40)
    return replace(message, sign=sign, at=corner, fits=total <= text.height() + 0.5)


def _draw_sign(ink: Ink, poster: Poster, rect: QRectF, shape: str, mark: str, scale: float) -> None:
    shrink = rect.width() * (1 - scale) / 2
    ink.sign(rect.adjusted(shrink, shrink, -shrink, -shrink), poster.sign, shape, mark)


def _draw_place(ink: Ink, place: Place, rect: QRectF, look: Look) -> None:
    ground, text = ("#FFFFFF", "#000000" if look.high else INK)
    ink.box(rect, 16, ground)
    middle = rect.center().y()
    ink.icon(QRectF(rect.left() + 28, middle - 36, 72, 72), "arrow-right", text, 3)
    tile = QRectF(rect.left() + 124, middle - 40, 80, 80)
    ink.box(tile, 12, text)
    ink.icon(tile.adjusted(16, 16, -16, -16), place.icon, ground)
    left = tile.right() + 24
    room = rect.right() - 24 - left
    name = fit(place.name, room, size=50, least=34, weight=EXTRA)
    where = fit(place.where, room, size=46, least=34, weight=SEMI)
    if not where.fits:
        where = fit(place.where, room, size=34, least=26, weight=SEMI, lines=2, leading=1.15)
    lift = 28 if len(where.lines) == 1 else 34
    ink.fitted(QPointF(left, middle - lift - name.height / 2), name, text)
    ink.fitted(QPointF(left, middle + 26 - where.height / 2), where, text)


def _draw_band(ink: Ink, band: Band, at: VerdictPlaces, look: Look, tone: Tone, button: QRectF | None) -> None:
    rect = at.band
    ink.box(rect, 0, band.colour)
    edge = PAPER if tone is Tone.REFUSE else ("#000000" if look.high else INK)
    ink.box(QRectF(rect.left(), rect.top() - 4, rect.width(), 4), 0, edge)
    side = at.text.left()
    right = at.live.left() - 40
    rows = rect.height() > 200
    line = QRectF(side, rect.top() + (16 if rows else 0), right - side, 128 if not rows else 104)
    name = fit(band.name, line.width(), size=72, least=40, weight=EXTRA)
    wide = ink.text(line, band.name, name.size, band.ink, weight=EXTRA, tracking=name.tracking)
    if not name.fits:
        ink.overflowing.append(band.name)
    x = side + wide + 32
    if rows and button is None:
        line = QRectF(side, rect.top() + 120, right - side, 104)
        x = side
    limit = right if rows or button is None else button.left() - 16
    tiles = TILE * len(band.icons) + 16 * max(0, len(band.icons) - 1)
    if band.aside:
        aside = fit(band.aside, 250, size=26, least=22, weight=SEMI, tracking=-0.01, leading=1.35, lines=2)
        if x + aside.width + (24 + tiles if tiles else 0) <= limit + 0.5:
            ink.fitted(QPointF(x, line.center().y() - aside.height / 2), aside, band.ink)
            x += aside.width + 32
    _draw_tiles(ink, band, QRectF(x, line.top(), limit - x, line.height()), look, to_right=not rows)


def _draw_tiles(ink: Ink, band: Band, rect: QRectF, look: Look, *, to_right: bool) -> None:
    room = int((rect.width() + 16) // (TILE + 16))
    shown = band.icons[: max(0, room)]
    x = rect.right() - TILE * len(shown) - 16 * (len(shown) - 1) if to_right else rect.left()
    for icon in shown:
        tile = QRectF(x, rect.center().y() - TILE / 2, TILE, TILE)
        ink.box(tile, 12, PAPER, INK if band.colour.upper() == PAPER else None, 2)
        ink.icon(tile.adjusted(14, 14, -14, -14), icon, "#000000" if look.high else INK)
        x += TILE + 16
