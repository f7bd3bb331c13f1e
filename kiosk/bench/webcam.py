"""Webcam frames of badges and phones, each with one defect at a chosen strength, drawn from a seed; knows no decoder.

The light's way is followed in its order: print, bend, pose, light and shadow, what covers it, lens, motion, sensor, JPEG. Frames are grey,
1280 x 720, 30 a second; a sequence is one badge held for a moment: the hand trembles, noise is new in each frame, a gleam moves."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import segno

from kiosk.scanner.vision import cv2

if TYPE_CHECKING:
    import numpy.typing as npt

    from kiosk.scanner.frame import AnyImage, Image

    Matrix = npt.NDArray[np.float64]
    Light = npt.NDArray[np.float32]

WIDTH, HEIGHT = 1280, 720
FINE = 12
"""Texture pixels a module."""
QUIET = 4
LENS = 1500.0
"""Focal length, px: a common webcam's at 720p."""
FPS = 30.0


@dataclass(frozen=True, slots=True)
class Defects:
    """What is wrong with a picture; the values below are those of a fair one. Lengths in pixels of the frame unless said otherwise.

    ``light``: part of full brightness; ``glare``: part of the code's area that is burnt out; ``covered``: part under a finger;
    ``moire``: a phone's pixels for one of the camera's, 0 for paper; ``bend``: degrees of a cylinder that the code spans;
    ``shadow``: light left in the shaded half; ``contrast``: part of the full range between ink and paper; angles in degrees."""

    module: float = 4.0
    yaw: float = 0.0
    roll: float = 0.0
    defocus: float = 0.6
    motion: float = 0.0
    noise: float = 3.0
    light: float = 0.85
    glare: float = 0.0
    covered: float = 0.0
    moire: float = 0.0
    bend: float = 0.0
    shadow: float = 1.0
    contrast: float = 0.9
    quality: int = 85
    inverted: bool = False
    badges: int = 1


@dataclass(frozen=True, slots=True, eq=False)
class View:
    """One frame and the texts of the codes in it, left to right."""

    image: Image
    texts: tuple[str, ...]


def _each(name: str, levels: Sequence[float]) -> tuple[tuple[float, Defects], ...]:
    return tuple((level, replace(Defects(), **{name: level})) for level in levels)  # type: ignore[arg-type]


GRID: dict[str, tuple[tuple[float, Defects], ...]] = {
    "module size px": _each("module", (1.5, 2, 3, 8, 16)),
    "perspective deg": _each("yaw", (40, 55, 65)),
    "roll deg": _each("roll", (20, 45, 90, 200)),
    "defocus sigma px": _each("defocus", (1.2, 1.6, 2, 2.4)),
    "motion blur px": _each("motion", (3, 5, 7, 9)),
    "noise sigma": _each("noise", (8, 16, 28)),
    "light": _each("light", (0.3, 0.12, 0.07, 0.04)),
    "glare of code": _each("glare", (0.04, 0.08, 0.14)),
    "moire phone px": _each("moire", (0.45, 0.8, 1.3)),
    "covered of code": _each("covered", (0.05, 0.1, 0.15)),
    "JPEG quality": tuple((q, replace(Defects(), quality=q, module=3)) for q in (50, 30, 15)),
    "inverted, module px": tuple((m, replace(Defects(), inverted=True, module=m)) for m in (2.0, 4.0)),
    "bend deg": _each("bend", (60, 100, 130)),
    "shadow": _each("shadow", (0.4, 0.15)),
    "contrast": _each("contrast", (0.3, 0.12, 0.06)),
    "badges in view": tuple((n, replace(Defects(), badges=n, module=3)) for n in (2, 4)),
    "several at once": (
        (1, Defects(module=3.2, yaw=30, roll=15, defocus=0.9, motion=1.5, noise=6, light=0.5, quality=70, shadow=0.6)),
        (2, Defects(module=3, yaw=35, roll=30, defocus=1.2, motion=2, noise=8, light=0.3, quality=60, glare=0.03, shadow=0.5)),
        (3, Defects(module=5, yaw=35, roll=10, defocus=1.8, motion=3, noise=8, light=0.35, bend=60, quality=60, shadow=0.4)),
        (4, Defects(module=3.2, yaw=20, roll=60, defocus=1.3, motion=2, noise=10, light=0.2, moire=0.9, quality=60, contrast=0.5)),
    ),
}  # fmt: skip
"""Every defect and level measured: what the level counts is in the defect's name."""


def held(defects: Defects, rng: np.random.Generator, frames: int) -> Iterator[View]:
    """``frames`` frames of one holding, starting from a new random person, badge and pose."""
    stage = _Stage(defects, rng)
    for number in range(frames):
        yield stage.view(number / FPS)


def empty(rng: np.random.Generator, frames: int) -> Iterator[Image]:
    """A hall without a code, people walking through it."""
    hall = _hall(rng)
    walkers = [(float(rng.uniform(0, WIDTH)), float(rng.uniform(-260, 260)), int(rng.integers(120, 320)), _cloth(rng)) for _ in range(4)]
    for number in range(frames):
        scene = hall.copy()
        for start, speed, high, cloth in walkers:
            left = int((start + speed * number / FPS) % (WIDTH + 300)) - 300
            part = scene[HEIGHT - 2 * high :, max(0, left) : max(0, left + high)]
            if part.size:
                part[:] = cv2.resize(cloth, (part.shape[1], part.shape[0]))
        yield _sensed(_floats(cv2.GaussianBlur(scene, (0, 0), 0.8)), Defects(), rng)


class _Stage:
    """One person holding one or more badges before one background."""

    def __init__(self, defects: Defects, rng: np.random.Generator) -> None:
        self._defects = defects
        self._rng = rng
        self._hall = _hall(rng) * defects.light
        self._cards = [_Card(defects, rng, number) for number in range(defects.badges)]
        self._swing = float(rng.uniform(0, 2 * np.pi))
        self._along = float(rng.uniform(0, np.pi))

    def view(self, t: float) -> View:
        d, rng = self._defects, self._rng
        scene = self._hall.copy()
        for card in self._cards:
            card.draw(scene, t)
        if d.defocus > 0.2:
            scene = _floats(cv2.GaussianBlur(scene, (0, 0), d.defocus))
        # a swinging badge stands still at its turning points; the first frame of a holding is blurred in full
        length = d.motion * abs(np.cos(self._swing * (t > 0) + 2 * np.pi * 1.6 * t))
        if length > 1:
            scene = _floats(cv2.filter2D(scene, -1, _stroke(length, self._along)))
        return View(_sensed(scene, d, rng), tuple(card.text for card in sorted(self._cards, key=lambda card: card.centre[0])))


class _Card:
    """One badge or phone: what it says, how it is held, where its gleam and its finger are."""

    def __init__(self, defects: Defects, rng: np.random.Generator, number: int) -> None:
        d = self._defects = defects
        self.text, modules = _symbol(rng)
        self._side = len(modules) + 2 * QUIET
        self._texture = _texture(modules, d, rng)
        room = WIDTH / d.badges
        reach = min(self._side * d.module, HEIGHT - 40)
        free_x, free_y = max(0.0, (room - reach) / 2 - 10), max(0.0, (HEIGHT - reach) / 2 - 10)
        aside = rng.uniform(-0.8, 0.8, 2) * (free_x, free_y)
        self.centre = (room * (number + 0.5) + float(aside[0]), HEIGHT / 2 + float(aside[1]))
        self._scale = min(d.module, (HEIGHT - 20) / len(modules)) / FINE
        sign = -1 if rng.integers(2) else 1
        self._turn = np.deg2rad((sign * d.yaw + rng.uniform(-6, 6), rng.uniform(-8, 8), d.roll + rng.uniform(-6, 6)))
        self._hand = rng.uniform(0, 2 * np.pi, 4)
        self._spots = rng.uniform(-0.42, 0.42, (2, 2))
        self._drift = rng.uniform(-0.9, 0.9, 2)
        self._finger = (float(rng.uniform(0, 2 * np.pi)), float(rng.uniform(70, 190)))
        self._shade = float(rng.uniform(0, 2 * np.pi))

    def draw(self, scene: Light, t: float) -> None:
        d = self._defects
        hand = self._hand
        across = 2.0 * np.sin(9.1 * t + hand[0]) + np.sin(23 * t + hand[1])
        down = 1.8 * np.sin(7.7 * t + hand[2]) + 0.8 * np.sin(19 * t + hand[3])
        turn = self._turn + 0.02 * np.sin(4.0 * t + hand[:3])
        side = self._side * FINE
        lead = _pose(turn, (self.centre[0] + across, self.centre[1] + down), self._scale, side)
        back = np.linalg.inv(lead)
        seen = cv2.perspectiveTransform(np.array([[[0, 0], [side, 0], [side, side], [0, side]]], np.float64), lead)[0]
        x0, y0 = (max(0, int(v) - 1) for v in seen.min(axis=0))
        x1, y1 = min(WIDTH, int(seen[:, 0].max()) + 2), min(HEIGHT, int(seen[:, 1].max()) + 2)
        if x1 <= x0 or y1 <= y0:
            return
        # twice as fine as the frame, then averaged: a pixel of the sensor has an area
        y, x = np.mgrid[2 * y0 : 2 * y1, 2 * x0 : 2 * x1].astype(np.float32) / 2 + 0.25
        w = back[2, 0] * x + back[2, 1] * y + back[2, 2]
        u = ((back[0, 0] * x + back[0, 1] * y + back[0, 2]) / w / side - 0.5).astype(np.float32)
        v = ((back[1, 0] * x + back[1, 1] * y + back[1, 2]) / w / side - 0.5).astype(np.float32)
        flat_u = _unbent(u, d.bend)
        inside = (np.abs(flat_u) < 0.5) & (np.abs(v) < 0.5)
        at = ((flat_u + 0.5) * side - 0.5, (v + 0.5) * side - 0.5)
        ink = _floats(cv2.remap(self._texture, *at, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE))
        ink *= self._light(flat_u, v, t)
        if d.moire:
            pixels = self._side * d.module * d.moire  # the phone's pixels along the code, seen from straight ahead
            ink *= (1 + 0.45 * np.cos(2 * np.pi * flat_u * pixels)) * (1 + 0.25 * np.cos(2 * np.pi * v * pixels))
        ink = np.where(self._under_finger(flat_u, v), np.float32(self._finger[1]), ink)
        part = scene[y0:y1, x0:x1]
        cover = cv2.resize(inside.astype(np.float32), (x1 - x0, y1 - y0), interpolation=cv2.INTER_AREA)
        drawn = cv2.resize(ink, (x1 - x0, y1 - y0), interpolation=cv2.INTER_AREA)
        part[:] = part * (1 - cover) + drawn * cover

    def _light(self, u: Light, v: Light, t: float) -> Light:
        """What multiplies the card's own brightness: a shadow's soft edge; and a gleam that burns ink and paper alike, as a huge factor."""
        d = self._defects
        light = np.ones_like(u)
        if d.shadow < 1:
            across = u * np.cos(self._shade) + v * np.sin(self._shade)
            light *= d.shadow + (1 - d.shadow) / (1 + np.exp(-across * 25))
        if d.glare:
            radius = np.sqrt(d.glare / 2 / np.pi)
            for spot, sign in zip(self._spots, (1, -1), strict=True):
                at = spot + sign * self._drift * t
                away = ((u - at[0]) ** 2 + (v - at[1]) ** 2) / radius**2
                light += 14 * np.exp(-(away**1.5) * 2.2)
        return light

    def _under_finger(self, u: Light, v: Light) -> npt.NDArray[np.bool_]:
        if not self._defects.covered:
            return np.zeros(u.shape, np.bool_)
        angle, _ = self._finger
        inner = (self._side - 2 * QUIET) / self._side
        # a fingertip from outside, so wide that it takes the part of the code asked for
        wide = np.sqrt(self._defects.covered * 1.27) * inner
        along, across = u * np.cos(angle) + v * np.sin(angle), -u * np.sin(angle) + v * np.cos(angle)
        edge = inner / 2 * max(abs(np.cos(angle)), abs(np.sin(angle))) ** -1 * 0.9
        return np.asarray(((along - edge) / wide) ** 2 + (across / (wide * 0.62)) ** 2 < 1)


def _symbol(rng: np.random.Generator) -> tuple[str, npt.NDArray[np.uint8]]:
    """A text and its modules: half badge codes as printed (version 1-Q), the rest signed tokens (5-M), links and short notes."""
    kind = rng.choice(4, p=(0.5, 0.15, 0.2, 0.15))
    if kind == 0:
        text, level = base64.b32encode(rng.bytes(10)).decode(), "q"
    elif kind == 1:
        text, level = base64.b32encode(rng.bytes(76)).decode().rstrip("="), "m"
    elif kind == 2:
        text, level = f"https://example.org/t/{rng.bytes(int(rng.integers(3, 18))).hex()}", "m"
    else:
        text, level = str(rng.integers(10**11, 10**12)), str(rng.choice(list("lmh")))
    made = segno.make(text, error=level, micro=False, boost_error=False)
    return text, np.array([list(row) for row in made.matrix], np.uint8)


def _texture(modules: npt.NDArray[np.uint8], d: Defects, rng: np.random.Generator) -> Light:
    paper = 235 * d.light if not d.moire else 235 * max(d.light, 0.15)
    ink = paper * (1 - d.contrast)
    dark = np.pad(modules, QUIET)
    grey = np.where(dark == 1, paper if d.inverted else ink, ink if d.inverted else paper).astype(np.float32)
    return np.kron(grey, np.ones((FINE, FINE), np.float32)) * (1 + 0.02 * rng.standard_normal((len(dark) * FINE,) * 2, np.float32))


def _unbent(u: Light, degrees: float) -> Light:
    """Where on the flat card a point of the bent one is: a cylinder seen from far off, the card's width spanning ``degrees``."""
    if not degrees:
        return u
    half = np.deg2rad(degrees) / 2
    return np.asarray(np.arcsin(np.clip(2 * u * np.sin(half), -1, 1)) / half / 2, np.float32)


def _pose(turn: Matrix, centre: tuple[float, float], scale: float, side: float) -> Matrix:
    """The 3 x 3 matrix from texture pixels to frame pixels: turned by yaw, pitch and roll (rad) before a pinhole camera."""
    (cy, cp, cr), (sy, sp, sr) = np.cos(turn), np.sin(turn)
    spin = (
        np.array([[cy, 0, sy], [0, 1, 0], [-sy, 0, cy]])
        @ np.array([[1, 0, 0], [0, cp, -sp], [0, sp, cp]])
        @ np.array([[cr, -sr, 0], [sr, cr, 0], [0, 0, 1]])
    )
    plane = np.array([spin[:, 0], spin[:, 1], [0, 0, LENS / scale]]).T
    lens = np.array([[LENS, 0, centre[0]], [0, LENS, centre[1]], [0, 0, 1]])
    return np.asarray(lens @ plane @ np.array([[1, 0, -side / 2], [0, 1, -side / 2], [0, 0, 1]]))


def _hall(rng: np.random.Generator) -> Light:
    """A background: soft shapes, people's clothes, and on half of them sharp things: a sign with lines of text, a checked shirt."""
    scene = cv2.resize(rng.uniform(50, 200, (9, 16)).astype(np.float32), (WIDTH, HEIGHT), interpolation=cv2.INTER_CUBIC)
    for _ in range(int(rng.integers(3, 9))):
        x, y, w, h = (int(v) for v in rng.integers((0, 0, 60, 60), (WIDTH, HEIGHT, 500, 500)))
        part = scene[y : y + h, x : x + w]
        part[:] = part * 0.3 + rng.uniform(20, 220) * 0.7
    scene = cv2.GaussianBlur(scene, (0, 0), float(rng.uniform(2, 8)))
    sharp = np.clip(scene, 0, 255).astype(np.uint8)
    for _ in range(int(rng.integers(0, 4))):
        x, y = int(rng.integers(0, WIDTH - 300)), int(rng.integers(0, HEIGHT - 200))
        if rng.integers(2):
            sharp[y : y + 200, x : x + 300] = cv2.resize(_cloth(rng), (300, 200))
            continue
        ink = float(rng.uniform(0, 255))
        for line in range(6):
            words = base64.b32encode(rng.bytes(10)).decode()
            cv2.putText(sharp, words, (x, y + 30 * line), cv2.FONT_HERSHEY_SIMPLEX, 0.8, ink, 2, cv2.LINE_AA)
    return sharp.astype(np.float32)


def _cloth(rng: np.random.Generator) -> Light:
    """A checked or striped shirt."""
    y, x = np.mgrid[0:240, 0:240].astype(np.float32)
    fine = rng.uniform(0.15, 0.9, 2)
    return np.asarray(120 + 45 * np.sign(np.sin(x * fine[0])) + 45 * np.sign(np.sin(y * fine[1])) * rng.integers(2), np.float32)


def _stroke(length: float, along: float) -> Light:
    """The kernel of a straight motion of ``length`` px in the direction ``along``, rad."""
    size = int(np.ceil(length)) // 2 * 2 + 3
    kernel = np.zeros((size, size), np.float32)
    for part in np.linspace(-length / 2, length / 2, 8 * size):
        x, y = size // 2 + part * np.cos(along), size // 2 + part * np.sin(along)
        left, top = int(x), int(y)
        right, low = x % 1, y % 1
        kernel[top : top + 2, left : left + 2] += np.outer((1 - low, low), (1 - right, right))
    return np.asarray(kernel / kernel.sum(), np.float32)


def _sensed(scene: Light, d: Defects, rng: np.random.Generator) -> Image:
    """The sensor's noise (light's own and the reading's), whole numbers, and JPEG as a webcam sends it."""
    noise = rng.standard_normal((HEIGHT, WIDTH), np.float32)
    grey = scene + noise * np.sqrt(d.noise**2 + np.maximum(scene, 0) * 0.02)
    small = np.clip(np.rint(grey), 0, 255).astype(np.uint8)
    good, data = cv2.imencode(".jpg", small, [cv2.IMWRITE_JPEG_QUALITY, d.quality])
    assert good
    return np.asarray(cv2.imdecode(data, cv2.IMREAD_GRAYSCALE), np.uint8)


def _floats(image: AnyImage) -> Light:
    return np.asarray(image, np.float32)
