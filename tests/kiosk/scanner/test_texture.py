import numpy as np

from kiosk.scanner.simulated import Show, SimulatedCamera
from kiosk.scanner.texture import dense
from kiosk.scanner.vision import cv2
from tests.kiosk.scanner.pictures import qr, scene


def test_the_box_holds_the_whole_code_and_little_more() -> None:
    stamp = qr("ABCDEFGHIJKLMNOP")
    ((left, top, right, bottom),) = dense(scene((stamp, 600, 300)))
    assert left <= 624
    assert top <= 324
    assert right >= 600 + stamp.shape[1] - 24
    assert bottom >= 300 + stamp.shape[0] - 24
    assert (right - left) * (bottom - top) < 0.12 * 1280 * 720


def test_an_empty_wall_with_a_camera_s_noise_has_nothing_to_look_at() -> None:
    noise = np.random.default_rng(1).normal(120, 3, (720, 1280))
    assert dense(np.clip(noise, 0, 255).astype(np.uint8)) == []


def test_a_code_in_the_dark_is_still_looked_at() -> None:
    dark = (scene((qr("ABCDEFGHIJKLMNOP"), 600, 300)) * 0.1).astype(np.uint8)
    assert len(dense(dark)) == 1


def test_each_of_two_badges_is_a_place_of_its_own_and_stripes_are_none() -> None:
    image = scene((qr("ABCDEFGHIJKLMNOP"), 200, 300), (qr("BCDEFGHIJKLMNOPQ"), 900, 300))
    image[:200] = np.where(np.arange(1280) // 6 % 2 == 0, 40, 200)
    boxes = sorted(dense(image))
    assert [left <= x <= right for (left, _, right, _), x in zip(boxes, (287, 987), strict=True)] == [True, True]


def test_a_picture_too_small_to_choose_from_is_looked_at_whole() -> None:
    assert dense(np.zeros((60, 90), np.uint8)) == [(0, 0, 90, 60)]


def test_a_badge_held_up_in_the_hall_is_never_left_out() -> None:
    camera = SimulatedCamera([Show("ABCDEFGHIJKLMNOP"), Show("BCDEFGHIJKLMNOPQ")], paced=False, seed=2)
    held = 0
    for _ in range(200):
        image = camera.read()
        if camera.held:
            held += 1
            assert dense(np.asarray(cv2.cvtColor(image, cv2.COLOR_BGR2GRAY), dtype=np.uint8))
    assert held > 20
