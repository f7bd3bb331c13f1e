"""A camera without a camera: people walk up, hold a badge before it, and leave, thirty pictures a second; knows no verdicts.

Only motion and assembly live here; ``props`` draws what is held, ``scenery`` the hall and the people. A picture costs a few ms of CPU."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from kiosk.scanner import scenery
from kiosk.scanner.props import FINE, Pixels, Prop, Rgb, Show, ShowKind, prop
from kiosk.scanner.sources import Paced
from kiosk.scanner.vision import cv2

__all__ = ["Show", "ShowKind", "SimulatedCamera"]

SIZE = (1280, 720)
ARRIVE, RAISE, LOWER, LEAVE = 0.75, 0.3, 0.25, 0.6
"""Seconds of each part of an appearance beside the holding."""

LENS = 1500.0
"""Focal length of the simulated camera, px: a common webcam's at 720p."""


@dataclass(frozen=True, slots=True)
class Pose:
    """Where the person and the prop are in one picture. ``neck`` and ``at`` (the prop's middle) in frame px; ``near`` 1 at the usual
    distance; ``turn`` yaw, pitch and roll, rad; ``blur`` of focus, px; ``raised`` 0 hanging .. 1 held up."""

    neck: tuple[float, float]
    near: float
    at: tuple[float, float]
    size: float
    turn: tuple[float, float, float]
    blur: float
    raised: float


@dataclass(frozen=True, slots=True)
class Act:
    """One appearance: what is shown, by whom, and the small ways in which no two are alike."""

    show: Show
    prop: Prop
    person: Pixels
    look: scenery.Look
    begins: float
    from_left: bool
    middle: tuple[float, float]
    size: float
    turn: tuple[float, float, float]
    pause: float

    @property
    def length(self) -> float:
        """Seconds from the first step into the picture to the last out of it, and the pause after."""
        return ARRIVE + RAISE + self.show.hold_s + LOWER + LEAVE + self.pause


class SimulatedCamera:
    """A ``Source``. After the last of ``shows`` the hall stays empty; ``shows`` is asked for the next one on the reading thread."""

    def __init__(
        self,
        shows: Iterable[Show],
        fps: float = 30.0,
        size: tuple[int, int] = SIZE,
        seed: int = 0,
        *,
        paced: bool = True,
        pause: float = 0.7,
    ) -> None:
        """``paced`` False: pictures as fast as they are drawn, each still 1/fps s after the last. ``pause``: s of nobody between two."""
        self.fps = fps
        self.ended = False
        self._shows = iter(shows)
        self._size = size
        self._rng = np.random.default_rng(seed)
        self._pace = Paced(fps) if paced else None
        self._pause = pause
        self._now = 0.0
        self._act: Act | None = None
        self._begin = 0.4
        self._last: Pose | None = None
        self._hall = scenery.hall(self._rng)
        self._vignette = scenery.vignette()
        self._passers = [(scenery.passer(self._rng), float(x), float(v)) for x, v in ((60, 14.0), (300, -22.0), (520, 9.0))]
        self._noise = [_noise(self._rng) for _ in range(2)]

    @property
    def showing(self) -> Show | None:
        """What the person in the picture last read shows; None with nobody there."""
        return self._act.show if self._act and self._last else None

    @property
    def held(self) -> bool:
        """Whether it is held up steadily in the picture last read."""
        return self._last is not None and self._last.raised >= 1.0

    def read(self) -> Pixels:
        """The next picture, BGR, when its time has come."""
        self._now += 1.0 / self.fps
        image = self._picture()
        if self._size != SIZE:
            image = np.asarray(cv2.resize(image, self._size, interpolation=cv2.INTER_AREA), dtype=np.uint8)
        if self._pace is not None:
            self._pace.wait()
        return image

    def close(self) -> None:
        """Nothing is held that would have to be let go."""

    def _picture(self) -> Pixels:
        act = self._cast()
        pose = _pose(act, self._now - act.begins) if act else None
        scene = self._hall.copy()
        for sheet, start, speed in self._passers:
            x = (start + speed * self._now) % (scenery.WIDTH + 160) - 120
            _lay(scene, sheet, round(x), 118)
        if act and pose:
            self._stand(scene, act, pose)
        cv2.multiply(scene, self._vignette, scene, 1 / 255)
        frame = np.asarray(cv2.resize(scene, SIZE, interpolation=cv2.INTER_LINEAR), dtype=np.uint8)
        if act and pose:
            self._hold(frame, act, pose)
        self._last = pose
        return self._grain(frame)

    def _cast(self) -> Act | None:
        """Who is on: the present act, or the next one when it is over."""
        if self._act and self._now - self._act.begins >= self._act.length:
            self._begin = self._act.begins + self._act.length
            self._act = None
        if self._act is None and self._now >= self._begin and (show := next(self._shows, None)) is not None:
            rng = self._rng
            look = scenery.some_look(rng)
            yaw, pitch, roll = (float(v) for v in rng.uniform((-0.22, -0.2, -0.12), (0.22, 0.2, 0.12)))
            self._act = Act(
                show,
                prop(show, look.skin),
                scenery.person(look),
                look,
                self._now,
                bool(rng.integers(2)),
                (float(rng.uniform(600, 680)), float(rng.uniform(385, 425))),
                float(rng.uniform(0.86, 1.06)),
                (yaw, pitch, roll),
                self._pause * float(rng.uniform(0.7, 1.3)),
            )
        return self._act

    def _stand(self, scene: Pixels, act: Act, pose: Pose) -> None:
        """The person, in the half-size scene, smeared along the way walked during an exposure of half a frame's time."""
        width, _ = scenery.PERSON_SIZE
        left = pose.neck[0] / 2 - scenery.NECK[0] * pose.near
        top = pose.neck[1] / 2 - scenery.NECK[1] * pose.near
        x0, x1 = max(0, int(left) - 12), min(scenery.WIDTH, int(left + width * pose.near) + 12)
        if x1 <= x0:
            return
        matrix = np.array([[pose.near, 0, left - x0], [0, pose.near, top]])
        sheet = np.asarray(cv2.warpAffine(act.person, matrix, (x1 - x0, scenery.HEIGHT), flags=cv2.INTER_LINEAR), dtype=np.uint8)
        smear = 0 if self._last is None else round(abs(pose.neck[0] - self._last.neck[0]) / 4)
        if smear > 1:
            sheet = np.asarray(cv2.blur(sheet, (smear, 1)), dtype=np.uint8)
        _lay(scene, sheet, x0, 0)

    def _hold(self, frame: Pixels, act: Act, pose: Pose) -> None:
        """Arm, lanyard and prop, at full size: they are what the camera looks at."""
        sheet = act.prop.held if pose.raised > 0.15 else act.prop.plain
        if pose.raised <= 0.15 and not act.prop.worn:
            return
        lead = _projection(pose, sheet.shape[1], sheet.shape[0])
        if pose.raised > 0.15:
            _arm(frame, _through(lead, act.prop.wrist, sheet), pose, act.look)
        if act.prop.worn:
            _lanyard(frame, _through(lead, act.prop.top, sheet), pose, act.look.cord)
        corners = np.array([[0, 0], [sheet.shape[1], 0], [sheet.shape[1], sheet.shape[0]], [0, sheet.shape[0]]], np.float32)
        seen = cv2.perspectiveTransform(corners[None], lead)[0]
        x0, y0 = (max(0, int(v) - 8) for v in seen.min(axis=0))
        x1, y1 = min(SIZE[0], int(seen[:, 0].max()) + 8), min(SIZE[1], int(seen[:, 1].max()) + 8)
        if x1 - x0 < 8 or y1 - y0 < 8:
            return
        shift = np.array([[1, 0, -x0], [0, 1, -y0], [0, 0, 1]], np.float64)
        drawn = np.asarray(cv2.warpPerspective(sheet, shift @ lead, (x1 - x0, y1 - y0), flags=cv2.INTER_LINEAR), dtype=np.uint8)
        _lay(frame, self._blurred(drawn, pose), x0, y0)

    def _blurred(self, drawn: Pixels, pose: Pose) -> Pixels:
        if self._last is not None:
            across, down = (max(1, round(abs(now - before) / 2)) for now, before in zip(pose.at, self._last.at, strict=True))
            if max(across, down) > 1:
                drawn = np.asarray(cv2.blur(drawn, (across, down)), dtype=np.uint8)
        return np.asarray(cv2.GaussianBlur(drawn, (0, 0), pose.blur), dtype=np.uint8) if pose.blur > 0.3 else drawn

    def _grain(self, frame: Pixels) -> Pixels:
        for noise, apply in zip(self._noise, (cv2.add, cv2.subtract), strict=True):
            x, y = (int(v) for v in self._rng.integers(0, 64, 2))
            apply(frame, noise[y : y + SIZE[1], x : x + SIZE[0]], frame)
        return frame


def _noise(rng: np.random.Generator) -> Pixels:
    """One half of the sensor's noise, mostly brightness, a little colour; BGR, larger than a frame so that it can be shifted."""
    shape = (SIZE[1] + 64, SIZE[0] + 64)
    light = np.abs(rng.normal(0, 3.2, shape))[..., None]
    colour = np.abs(rng.normal(0, 1.2, (*shape, 3)))
    return np.asarray(np.clip(light + colour, 0, 40).astype(np.uint8))


def _lay(ground: Pixels, sheet: Pixels, x: int, y: int) -> None:
    """Lay a premultiplied BGRA sheet on a BGR picture, in place; what lies outside is left out."""
    x0, y0 = max(0, x), max(0, y)
    x1, y1 = min(ground.shape[1], x + sheet.shape[1]), min(ground.shape[0], y + sheet.shape[0])
    if x1 <= x0 or y1 <= y0:
        return
    part = sheet[y0 - y : y1 - y, x0 - x : x1 - x]
    below = ground[y0:y1, x0:x1]
    through = cv2.cvtColor(cv2.bitwise_not(cv2.extractChannel(part, 3)), cv2.COLOR_GRAY2BGR)
    cv2.add(cv2.multiply(below, through, scale=1 / 255), cv2.cvtColor(part, cv2.COLOR_BGRA2BGR), below)


def _ease(part: float) -> float:
    """0..1 with a soft start and end (smoothstep)."""
    part = min(1.0, max(0.0, part))
    return part * part * (3 - 2 * part)


def _pose(act: Act, t: float) -> Pose | None:
    """Person and prop at ``t`` s into the act; None in the pause after it."""
    hold = act.show.hold_s
    if t >= ARRIVE + RAISE + hold + LOWER + LEAVE:
        return None
    coming = _ease(t / ARRIVE)
    going = _ease((t - ARRIVE - RAISE - hold - LOWER) / LEAVE)
    raised = _ease((t - ARRIVE * 0.9) / RAISE) * (1 - _ease((t - ARRIVE - RAISE - hold) / LOWER))
    side = 1040.0 if act.from_left else -1040.0
    step = 9.0 * abs(np.sin(t * 7.0)) * (1 - coming * (1 - going))
    middle_x, middle_y = act.middle
    neck = (middle_x - side * (1 - coming) + side * going + 4.0 * np.sin(t * 1.9), 96.0 + 34.0 * (1 - coming) + step)
    near = 0.86 + 0.14 * coming
    held = t - ARRIVE - RAISE
    tremor = (2.2 * np.sin(held * 9.1) + 1.1 * np.sin(held * 23.0), 1.8 * np.sin(held * 7.7 + 1) + 0.9 * np.sin(held * 19.0))
    hanging = (neck[0], neck[1] + 330.0 * near)
    up = (neck[0] * 0.4 + middle_x * 0.6 + tremor[0], middle_y + tremor[1])
    at = (hanging[0] + (up[0] - hanging[0]) * raised, hanging[1] + (up[1] - hanging[1]) * raised)
    yaw, pitch, roll = (angle * (0.4 + 0.6 * raised) for angle in act.turn)
    swing = 0.12 * np.sin(t * 8.0) * (1 - raised)
    focus = 2.6 * _ease(1 - (held + 0.12) / 0.32) if raised > 0.15 and held < 0.3 else 0.55
    return Pose(
        (float(neck[0]), float(neck[1])),
        near,
        (float(at[0]), float(at[1])),
        (0.62 + (act.size - 0.62) * raised) * (0.98 + 0.02 * float(np.sin(held * 3.0))),
        (yaw + 0.03 * float(np.sin(held * 4.0)), pitch, roll + float(swing)),
        max(focus, 0.55),
        raised,
    )


def _projection(pose: Pose, width: int, height: int) -> npt.NDArray[np.float64]:
    """The 3x3 matrix from texture pixels to frame pixels for a sheet turned in space before a pinhole camera."""
    yaw, pitch, roll = pose.turn
    turn = _rotation(yaw, pitch, roll)
    scale = pose.size / FINE
    distance = LENS / scale
    centre = np.array([[1, 0, -width / 2], [0, 1, -height / 2], [0, 0, 1]], np.float64)
    plane = np.array([turn[:, 0], turn[:, 1], [0, 0, distance]]).T
    lens = np.array([[LENS, 0, pose.at[0]], [0, LENS, pose.at[1]], [0, 0, 1]], np.float64)
    return np.asarray(lens @ plane @ centre)


def _rotation(yaw: float, pitch: float, roll: float) -> npt.NDArray[np.float64]:
    cy, sy, cp, sp, cr, sr = np.cos(yaw), np.sin(yaw), np.cos(pitch), np.sin(pitch), np.cos(roll), np.sin(roll)
    about_y = np.array([[cy, 0, sy], [0, 1, 0], [-sy, 0, cy]])
    about_x = np.array([[1, 0, 0], [0, cp, -sp], [0, sp, cp]])
    about_z = np.array([[cr, -sr, 0], [sr, cr, 0], [0, 0, 1]])
    return np.asarray(about_z @ about_x @ about_y)


def _through(lead: npt.NDArray[np.float64], point: tuple[float, float], sheet: Pixels) -> tuple[float, float]:
    """Where a point, measured from the sheet's centre, is seen in the frame."""
    x, y, w = lead @ np.array([point[0] + sheet.shape[1] / 2, point[1] + sheet.shape[0] / 2, 1.0])
    return float(x / w), float(y / w)


def _bgr(colour: Rgb, by: float = 1.0) -> tuple[int, int, int]:
    red, green, blue = (min(255, round(c * by)) for c in colour)
    return blue, green, red


def _arm(frame: Pixels, wrist: tuple[float, float], pose: Pose, look: scenery.Look) -> None:
    """The sleeve from the elbow, below the picture, to the wrist."""
    elbow = np.array([pose.neck[0] + 250.0, 800.0])
    hand = np.array(wrist)
    along = (hand - elbow) / max(1.0, float(np.hypot(*(hand - elbow))))
    across = np.array([-along[1], along[0]])
    hand = hand - along * 20 * pose.size  # the palm covers the wrist, the cuff shows below it
    sleeve = [elbow - across * 92, hand - across * 37 * pose.size, hand + across * 37 * pose.size, elbow + across * 92]
    cv2.fillPoly(frame, [np.array(sleeve).round().astype(np.int32)], _bgr(look.jacket, 0.8), cv2.LINE_AA)
    (ax, ay), (bx, by) = hand - across * 33 * pose.size, hand + across * 33 * pose.size
    cv2.line(frame, (round(ax), round(ay)), (round(bx), round(by)), _bgr(look.shirt, 0.94), max(2, round(12 * pose.size)), cv2.LINE_AA)


def _lanyard(frame: Pixels, top: tuple[float, float], pose: Pose, cord: Rgb) -> None:
    width = max(3, round(17 * pose.near))
    for side, shade in ((-1, 0.9), (1, 1.0)):
        start = (round(pose.neck[0] + side * 66 * pose.near), round(pose.neck[1] + 6))
        cv2.line(frame, start, (round(top[0] + side * 7), round(top[1])), _bgr(cord, shade), width, cv2.LINE_AA)
