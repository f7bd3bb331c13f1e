"""What people hold up in the simulated camera: badge, phone, flyer, each with a real QR code; knows no motion and no hall."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from kiosk import printed
from kiosk.scanner.vision import cv2

Pixels: TypeAlias = npt.NDArray[np.uint8]
Rgb: TypeAlias = tuple[int, int, int]

FINE = 1.5
"""Texture pixels for a frame pixel of a prop held up at its usual distance."""

MARGIN = 120
"""Texture pixels around the prop, for the hand."""

INK: Rgb = (11, 26, 46)
PAPER: Rgb = (252, 253, 255)
GREY: Rgb = (160, 174, 192)


class ShowKind(StrEnum):
    """What the person holds up."""

    BADGE = "badge"
    PHONE = "phone"  # a confirmation on a bright screen
    PHONE_DARK = "phone_dark"  # the same in dark mode: light modules on a dark ground
    FLYER = "flyer"  # somebody else's code


@dataclass(frozen=True, slots=True)
class Show:
    """One person before the camera: the code's text, the band's and its ink's colours, the category in capitals (no names on camera), how
    long it is held up, s, and what it is."""

    code: str
    band_rgb: Rgb = (36, 99, 166)
    ink_rgb: Rgb = (255, 255, 255)
    title: str = "VISITOR"
    hold_s: float = 0.8
    kind: ShowKind = ShowKind.BADGE


@dataclass(frozen=True, slots=True, eq=False)
class Prop:
    """``plain`` and ``held`` (with the hand): premultiplied BGRA textures of one size. ``top`` is where the lanyard ends, ``wrist`` where
    the arm begins, both (x, y) from the texture's centre; ``worn``: hangs on a lanyard."""

    plain: Pixels
    held: Pixels
    top: tuple[float, float]
    wrist: tuple[float, float]
    worn: bool


def bgra(colour: Rgb, alpha: int = 255) -> tuple[int, int, int, int]:
    """An RGB colour as OpenCV takes it for a picture with alpha."""
    return colour[2], colour[1], colour[0], alpha


def prop(show: Show, skin: Rgb) -> Prop:
    """The thing ``show`` holds up, and the hand that holds it."""
    card = {ShowKind.BADGE: _badge, ShowKind.PHONE: _phone, ShowKind.PHONE_DARK: _phone, ShowKind.FLYER: _flyer}[show.kind](show)
    height, width = card.shape[0], card.shape[1]
    sheet = np.zeros((height + 2 * MARGIN, width + 2 * MARGIN, 4), np.uint8)
    shadow = _cut(np.full_like(card, 0), 26)
    shadow[..., 3] //= 3
    _over(sheet, shadow, MARGIN + 12, MARGIN + 14)
    plain = sheet.copy()
    _over(plain, card, MARGIN, MARGIN)
    held = sheet.copy()
    edge, low = MARGIN + width, MARGIN + round(height * 0.8)
    _palm(held, edge, low, skin)
    _over(held, card, MARGIN, MARGIN)
    _thumb(held, edge, low, skin)
    centre = (width / 2 + MARGIN, height / 2 + MARGIN)
    return Prop(
        _soft(_premultiplied(plain)),
        _soft(_premultiplied(held)),
        (0.0, MARGIN + 34 - centre[1]),
        (edge + 86 - centre[0], low + 30 - centre[1]),
        show.kind is ShowKind.BADGE,
    )


def symbol(text: str, side: int, dark: Rgb = INK, light: Rgb = PAPER) -> Pixels:
    """A QR symbol of at most ``side`` texture pixels without quiet zone: level Q where the text fits version 1, else M, as badges are
    printed. BGRA."""
    modules = np.array([list(row) for row in printed.symbol(text).matrix], np.uint8)
    size = max(1, side // len(modules))
    big = np.kron(modules, np.ones((size, size), np.uint8))[..., None]
    return np.where(big == 1, np.array(bgra(dark), np.uint8), np.array(bgra(light), np.uint8))


def _badge(show: Show) -> Pixels:
    card = _card(375, 525, PAPER)
    cv2.rectangle(card, (0, 0), (374, 112), bgra(show.band_rgb), -1)
    cv2.rectangle(card, (150, 24), (224, 40), bgra(INK), -1, cv2.LINE_AA)
    _title(card, show.title, 187, 92, show.ink_rgb)
    _bar(card, 187, 150, 230, 34, (45, 58, 79))
    _bar(card, 187, 188, 160, 14, GREY)
    _centred(card, symbol(show.code, 228), 187, 328)
    _bar(card, 187, 482, 250, 16, GREY)
    _sheen(card)
    return _cut(card, 24)


def _phone(show: Show) -> Pixels:
    dark = show.kind is ShowKind.PHONE_DARK
    ground: Rgb = (18, 24, 34) if dark else (244, 247, 250)
    ink: Rgb = (235, 240, 246) if dark else INK
    card = _card(345, 660, (14, 16, 20))
    cv2.rectangle(card, (14, 16), (330, 643), bgra(ground), -1)
    cv2.rectangle(card, (14, 16), (330, 96), bgra(show.band_rgb), -1)
    cv2.rectangle(card, (132, 26), (212, 40), bgra((10, 10, 12)), -1)
    _title(card, show.title, 172, 78, show.ink_rgb, 0.8)
    _bar(card, 172, 136, 200, 20, ink)
    _bar(card, 172, 170, 140, 12, GREY)
    paper = ground if dark else PAPER
    cv2.rectangle(card, (36, 206), (308, 478), bgra(paper), -1)
    _centred(card, symbol(show.code, 226, ink, paper), 172, 342)
    _bar(card, 172, 516, 230, 16, GREY)
    _bar(card, 172, 582, 250, 54, show.band_rgb)
    return _cut(card, 44)


def _flyer(show: Show) -> Pixels:
    card = _card(420, 560, (250, 244, 228))
    cv2.rectangle(card, (0, 0), (419, 170), bgra(show.band_rgb), -1)
    cv2.circle(card, (338, 96), 58, bgra((255, 214, 90)), -1, cv2.LINE_AA)
    cv2.fillPoly(card, [np.array([(40, 170), (150, 60), (250, 170)], np.int32)], bgra((255, 255, 255)), cv2.LINE_AA)
    for row, width in enumerate((300, 340, 220)):
        _bar(card, 36 + width // 2, 206 + 30 * row, width, 14, (92, 80, 64))
    _centred(card, symbol(show.code, 220, (30, 26, 22), (250, 244, 228)), 210, 418)
    return _cut(card, 6)


def _card(width: int, height: int, colour: Rgb) -> Pixels:
    return np.full((height, width, 4), bgra(colour), np.uint8)


def _title(card: Pixels, text: str, x: int, y: int, ink: Rgb, size: float = 1.0) -> None:
    face, scale, thick = cv2.FONT_HERSHEY_DUPLEX, 1.25 * size, 2
    (width, _), _ = cv2.getTextSize(text, face, scale, thick)
    room = card.shape[1] - 40
    if width > room:
        scale *= room / width
        width = room
    cv2.putText(card, text, (x - width // 2, y), face, scale, bgra(ink), thick, cv2.LINE_AA)


def _bar(card: Pixels, x: int, y: int, width: int, height: int, colour: Rgb) -> None:
    cv2.rectangle(card, (x - width // 2, y - height // 2), (x + width // 2, y + height // 2), bgra(colour), -1, cv2.LINE_AA)


def _centred(card: Pixels, stamp: Pixels, x: int, y: int) -> None:
    height, width = stamp.shape[:2]
    top, left = y - height // 2, x - width // 2
    card[top : top + height, left : left + width] = stamp


def _sheen(card: Pixels) -> None:
    """A faint diagonal gleam, as a plastic sleeve has."""
    gleam = np.zeros(card.shape[:2], np.uint8)
    height, width = card.shape[0], card.shape[1]
    cv2.fillPoly(gleam, [np.array([(width - 120, 0), (width - 40, 0), (60, height), (-20, height)], np.int32)], 14, cv2.LINE_AA)
    card[..., :3] = cv2.add(card[..., :3], cv2.merge([gleam, gleam, gleam]))


def _cut(card: Pixels, radius: int) -> Pixels:
    """``card`` with round corners."""
    height, width = card.shape[:2]
    mask = np.zeros((height, width), np.uint8)
    cv2.rectangle(mask, (radius, 0), (width - 1 - radius, height - 1), 255, -1)
    cv2.rectangle(mask, (0, radius), (width - 1, height - 1 - radius), 255, -1)
    for x in (radius, width - 1 - radius):
        for y in (radius, height - 1 - radius):
            cv2.circle(mask, (x, y), radius, 255, -1, cv2.LINE_AA)
    card[..., 3] = mask
    return card


def _palm(sheet: Pixels, edge: int, low: int, skin: Rgb) -> None:
    around = ((-120, -40), (-10, -70), (36, -62), (74, -36), (112, 2), (80, 72), (20, 66), (-30, 54))
    outline = np.array([(edge + x, low + y) for x, y in around])
    cv2.fillPoly(sheet, [outline.astype(np.int32)], bgra(skin), cv2.LINE_AA)


def _thumb(sheet: Pixels, edge: int, low: int, skin: Rgb) -> None:
    tip, root = (edge - 46, low - 4), (edge + 20, low - 26)
    cv2.line(sheet, (tip[0] + 3, tip[1] + 6), (root[0] + 3, root[1] + 6), bgra(_lit(skin, 0.72)), 40, cv2.LINE_AA)
    cv2.line(sheet, tip, root, bgra(_lit(skin, 1.08)), 38, cv2.LINE_AA)
    cv2.ellipse(sheet, (tip[0] - 6, tip[1] + 2), (11, 9), -18, 0, 360, bgra(_lit(skin, 1.18)), -1, cv2.LINE_AA)


def _lit(colour: Rgb, by: float) -> Rgb:
    red, green, blue = (min(255, round(c * by)) for c in colour)
    return red, green, blue


def _over(sheet: Pixels, card: Pixels, x: int, y: int) -> None:
    """Lay ``card`` (straight alpha) on ``sheet``."""
    height, width = card.shape[:2]
    below = sheet[y : y + height, x : x + width].astype(np.float32)
    above = card.astype(np.float32)
    alpha = above[..., 3:] / 255.0
    cover = alpha + below[..., 3:] / 255.0 * (1 - alpha)
    colour = (above[..., :3] * alpha + below[..., :3] * (below[..., 3:] / 255.0) * (1 - alpha)) / np.maximum(cover, 1e-6)
    sheet[y : y + height, x : x + width] = np.dstack([colour, cover * 255.0]).round().astype(np.uint8)


def _premultiplied(sheet: Pixels) -> Pixels:
    alpha = sheet[..., 3:].astype(np.uint16)
    return np.dstack([(sheet[..., :3] * alpha // 255).astype(np.uint8), sheet[..., 3]])


def _soft(sheet: Pixels) -> Pixels:
    return np.asarray(cv2.GaussianBlur(sheet, (0, 0), 0.7), dtype=np.uint8)
