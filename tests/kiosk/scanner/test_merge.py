import numpy as np

from kiosk.scanner.merge import average, darkest, registered
from kiosk.scanner.readers import read_zxing
from kiosk.scanner.vision import cv2
from tests.kiosk.scanner.pictures import Pixels, qr, scene

CODE = "ABCDEFGHIJKLMNOP"


def shifted(image: Pixels, right: float, down: float) -> Pixels:
    matrix = np.array([[1, 0, right], [0, 1, down]], np.float64)
    moved = cv2.warpAffine(image, matrix, (image.shape[1], image.shape[0]), borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(moved, dtype=np.uint8)


def noisy(image: Pixels, sigma: float, seed: int) -> Pixels:
    noise = np.random.default_rng(seed).normal(0, sigma, image.shape)
    return np.clip(image * 0.35 + 70 + noise, 0, 255).astype(np.uint8)


def held() -> Pixels:
    return scene((qr(CODE, scale=4), 60, 70), size=(260, 240))


def test_a_trembling_badge_is_brought_over_itself() -> None:
    parts = [shifted(held(), *by) for by in ((0, 0), (3.5, -2), (-4, 5.25))]
    for part in registered(parts):
        inner = (slice(20, -20), slice(20, -20))
        assert np.abs(part[inner].astype(int) - parts[0][inner]).mean() < 6


def test_a_picture_of_something_else_is_left_out() -> None:
    other = np.random.default_rng(0).integers(0, 255, (240, 260)).astype(np.uint8)
    assert len(registered([held(), other, shifted(held(), 2, 2)])) == 2


def test_frames_too_noisy_alone_are_read_together() -> None:
    frames = [noisy(shifted(held(), by, -by), 42, seed) for seed, by in enumerate((0, 2, -3, 4, 1, -2))]
    assert [read_zxing(frame) for frame in frames] == [[]] * 6
    assert [one.text for one in read_zxing(average(registered(frames)))] == [CODE]


def test_a_gleam_that_wanders_over_the_badge_is_taken_off() -> None:
    y, x = np.mgrid[0:240, 0:260]
    frames = []
    for at in ((100, 110), (140, 105), (120, 150)):
        gleam = 500 * np.exp(-((x - at[0]) ** 2 + (y - at[1]) ** 2) / (2 * 14.0**2))
        frames.append(np.clip(held() * 0.6 + gleam, 0, 255).astype(np.uint8))
    assert [read_zxing(frame) for frame in frames] == [[]] * 3
    assert [one.text for one in read_zxing(darkest(frames))] == [CODE]
