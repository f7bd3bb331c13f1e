"""The hall and the people of the simulated camera, drawn flat and out of focus; knows no codes and no motion.

Everything here is at half the frame's size: none of it is in focus, and it costs a quarter."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kiosk.scanner.props import INK, Pixels, Rgb, bgra
from kiosk.scanner.vision import cv2

WIDTH, HEIGHT = 640, 360

PERSON_SIZE = (560, 700)
"""Canvas of a person, half-size pixels: width, height."""

NECK = (280, 206)
"""Where the neck meets the shirt on that canvas."""

JACKETS: tuple[Rgb, ...] = (
    (44, 54, 70),
    (58, 62, 70),
    (86, 78, 70),
    (36, 66, 72),
    (70, 60, 92),
    (112, 104, 92),
    (40, 60, 110),
    (120, 60, 60),
)
SHIRTS: tuple[Rgb, ...] = ((228, 232, 236), (205, 220, 235), (240, 236, 226), (60, 66, 76))
SKINS: tuple[Rgb, ...] = ((232, 196, 164), (214, 172, 136), (198, 152, 116), (146, 100, 72), (104, 70, 50))
HAIRS: tuple[Rgb, ...] = ((28, 24, 24), (40, 32, 28), (70, 50, 38), (120, 118, 116))
CORDS: tuple[Rgb, ...] = ((11, 87, 208), (10, 110, 124), (90, 62, 142), (24, 34, 52))


@dataclass(frozen=True, slots=True)
class Look:
    """What a person of the scene looks like."""

    jacket: Rgb
    shirt: Rgb
    skin: Rgb
    hair: Rgb
    cord: Rgb


def some_look(rng: np.random.Generator) -> Look:
    """One person out of many."""

    def one(of: tuple[Rgb, ...]) -> Rgb:
        return of[int(rng.integers(len(of)))]

    return Look(one(JACKETS), one(SHIRTS), SKINS[int(rng.choice(len(SKINS), p=(0.4, 0.3, 0.14, 0.1, 0.06)))], one(HAIRS), one(CORDS))


def hall(rng: np.random.Generator) -> Pixels:
    """The empty hall behind the door, BGR: ceiling lights, booths, floor."""
    ramp = np.linspace(0, 1, HEIGHT, dtype=np.float32)[:, None, None]
    top, low = np.array([132.0, 112.0, 92.0]), np.array([168.0, 154.0, 140.0])
    image = np.repeat((top * (1 - ramp) + low * ramp).astype(np.uint8), WIDTH, axis=1)
    cv2.rectangle(image, (0, 250), (WIDTH, HEIGHT), (152, 142, 132), -1)
    booths = ((124, 88, 56), (140, 118, 84), (118, 100, 66), (150, 120, 96), (110, 84, 88), (134, 112, 62))
    left = -30
    while left < WIDTH:
        width, high = int(rng.integers(60, 130)), int(rng.integers(96, 150))
        colour = booths[int(rng.integers(len(booths)))]
        cv2.rectangle(image, (left, high), (left + width, 262), colour, -1)
        cv2.rectangle(image, (left, high), (left + width, high + 16), tuple(round(c * 0.78) for c in colour), -1)
        if rng.random() < 0.65:
            cv2.rectangle(image, (left + 14, high + 34), (left + width // 2, high + 78), (216, 204, 184), -1)
        left += width + int(rng.integers(6, 46))
    image = np.asarray(cv2.GaussianBlur(image, (0, 0), 7), dtype=np.uint8)
    lamps = np.zeros_like(image)
    for row, y in enumerate((22, 46, 66)):
        for x in range(-20 + 37 * row, WIDTH + 40, 148 - 30 * row):
            cv2.ellipse(lamps, (x, y), (26 - 6 * row, 9 - 2 * row), 0, 0, 360, (96, 112, 116), -1, cv2.LINE_AA)
    return np.asarray(cv2.add(image, cv2.GaussianBlur(lamps, (0, 0), 5)), dtype=np.uint8)


def vignette() -> Pixels:
    """How much light a plain lens lets through, 255 in the middle; BGR, for multiplying."""
    y, x = np.mgrid[0:HEIGHT, 0:WIDTH].astype(np.float32)
    away = np.hypot((x - WIDTH / 2) / WIDTH, (y - HEIGHT / 2) / HEIGHT * 0.8)
    gain = np.clip(255.0 * (1.02 - 0.42 * away**2), 0, 255).astype(np.uint8)
    return np.dstack([gain, gain, gain])


def passer(rng: np.random.Generator) -> Pixels:
    """Somebody far behind, premultiplied BGRA."""
    sheet = np.zeros((190, 96, 4), np.uint8)
    shade = int(rng.integers(52, 104))
    tone = tuple(int(np.clip(shade + v, 30, 130)) for v in rng.integers(-14, 15, 3))
    cv2.ellipse(sheet, (48, 118), (24, 58), 0, 0, 360, (*tone, 255), -1, cv2.LINE_AA)
    cv2.rectangle(sheet, (32, 130), (64, 182), (*(round(t * 0.6) for t in tone), 255), -1)
    cv2.circle(sheet, (48, 46), 14, (108, 136, 168, 255), -1, cv2.LINE_AA)
    cv2.ellipse(sheet, (48, 40), (15, 11), 0, 180, 360, (36, 36, 44, 255), -1, cv2.LINE_AA)
    return np.asarray(cv2.GaussianBlur(sheet, (0, 0), 4.5), dtype=np.uint8)


def person(look: Look) -> Pixels:
    """Somebody at the door from head to hip, no face, on a canvas of PERSON_SIZE; premultiplied BGRA."""
    width, height = PERSON_SIZE
    sheet = np.zeros((2 * height, 2 * width, 4), np.uint8)

    def fill(points: list[tuple[float, float]], colour: Rgb) -> None:
        shape = np.array([[(NECK[0] + x) * 2, (NECK[1] + y) * 2] for x, y in points])
        cv2.fillPoly(sheet, [shape.round().astype(np.int32)], bgra(colour), cv2.LINE_AA)

    dark: Rgb = _shade(look.jacket, 0.72)
    shoulder = _curve((-34, 2), (-120, 42), (-140, 200), (-150, 500))
    fill([*shoulder, *((-x, y) for x, y in reversed(shoulder))], look.jacket)
    for side in (-1, 1):  # the arms that hang at the side, and the lapels
        fill([(side * x, y) for x, y in ((-92, 150), (-100, 500), (-88, 500))], dark)
    fill([(-36, -6), (36, -6), (30, 60), (0, 160), (-30, 60)], look.shirt)
    for side in (-1, 1):
        fill([(side * x, y) for x, y in ((-36, -4), (-58, 34), (-44, 56), (-50, 70), (0, 176), (-26, 60))], _shade(look.jacket, 1.16))
    fill([(-28, -60), (28, -60), (30, -2), *_curve((30, -2), (16, 26), (-16, 26), (-30, -2))], _shade(look.skin, 0.88))
    middle = ((NECK[0]) * 2, (NECK[1] - 104) * 2)
    cv2.ellipse(sheet, middle, (106, 136), 0, 0, 360, bgra(look.skin), -1, cv2.LINE_AA)
    cv2.ellipse(sheet, (middle[0], middle[1] - 34), (114, 116), 0, 180, 360, bgra(look.hair), -1, cv2.LINE_AA)
    for side in (-1, 1):
        cv2.ellipse(sheet, (middle[0] + side * 98, middle[1] - 22), (20, 60), 0, 0, 360, bgra(look.hair), -1, cv2.LINE_AA)
    alpha = sheet[..., 3:].astype(np.uint16)
    sheet[..., :3] = (sheet[..., :3] * alpha // 255).astype(np.uint8)
    small = cv2.resize(sheet, (width, height), interpolation=cv2.INTER_AREA)
    return np.asarray(cv2.GaussianBlur(small, (0, 0), 1.1), dtype=np.uint8)


def _shade(colour: Rgb, by: float) -> Rgb:
    red, green, blue = (min(255, round(c * by)) for c in colour)
    return red, green, blue


def _curve(a: tuple[float, float], b: tuple[float, float], c: tuple[float, float], d: tuple[float, float]) -> list[tuple[float, float]]:
    """A cubic Bézier curve as points."""
    t = np.linspace(0, 1, 24)[:, None]
    points = (1 - t) ** 3 * np.array(a) + 3 * (1 - t) ** 2 * t * np.array(b) + 3 * (1 - t) * t**2 * np.array(c) + t**3 * np.array(d)
    return [(float(x), float(y)) for x, y in points]


__all__ = ["HEIGHT", "INK", "NECK", "PERSON_SIZE", "WIDTH", "Look", "hall", "passer", "person", "some_look", "vignette"]
