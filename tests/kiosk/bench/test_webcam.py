from dataclasses import replace

import numpy as np
import pytest

from kiosk.bench.webcam import GRID, HEIGHT, WIDTH, Defects, empty, held
from kiosk.scanner.readers import read_zxing

FAIR = Defects()


def first(defects: Defects, seed: int = 1) -> tuple[set[str], set[str]]:
    """What zxing-cpp reads of the first frame, and what is in it."""
    view = next(held(defects, np.random.default_rng(seed), 1))
    return {one.text for one in read_zxing(view.image)}, set(view.texts)


@pytest.mark.parametrize("seed", range(6))
def test_a_fair_frame_is_read_and_says_what_is_told_of_it(seed: int) -> None:
    read, told = first(FAIR, seed)
    assert read == told


@pytest.mark.parametrize("badges", [2, 4])
def test_of_several_badges_every_text_is_told_left_to_right(badges: int) -> None:
    view = next(held(replace(FAIR, badges=badges, module=3), np.random.default_rng(4), 1))
    found = sorted(read_zxing(view.image), key=lambda one: one.left)
    assert tuple(one.text for one in found) == view.texts
    assert len(found) == badges


def test_the_same_seed_draws_the_same_frames_and_another_draws_others() -> None:
    one, same, other = (list(held(FAIR, np.random.default_rng(seed), 2)) for seed in (3, 3, 4))
    assert [np.array_equal(a.image, b.image) for a, b in zip(one, same, strict=True)] == [True, True]
    assert one[0].texts != other[0].texts


def test_a_held_badge_trembles_and_its_noise_is_new_in_each_frame() -> None:
    a, b = held(replace(FAIR, noise=0.0, quality=100), np.random.default_rng(5), 2)
    assert a.texts == b.texts
    assert np.abs(a.image.astype(int) - b.image).max() > 0


@pytest.mark.parametrize("defect", GRID)
def test_every_level_of_a_defect_draws_a_frame_of_its_own(defect: str) -> None:
    frames = [next(held(defects, np.random.default_rng(2), 1)).image for _, defects in GRID[defect]]
    assert {frame.shape for frame in frames} == {(HEIGHT, WIDTH)}
    assert len({frame.tobytes() for frame in frames}) == len(frames) >= 2


@pytest.mark.parametrize(
    "worst",
    [
        replace(FAIR, defocus=5.0),
        replace(FAIR, motion=20.0),
        replace(FAIR, noise=120.0),
        replace(FAIR, light=0.004),
        replace(FAIR, glare=0.6),
        replace(FAIR, covered=0.6),
        replace(FAIR, contrast=0.004),
        replace(FAIR, yaw=84.0),
        replace(FAIR, module=0.8),
        replace(FAIR, quality=1, module=2.0),
    ],
    ids=["defocus", "motion", "noise", "light", "glare", "covered", "contrast", "yaw", "module", "quality"],
)
def test_each_defect_taken_far_enough_leaves_nothing_to_read(worst: Defects) -> None:
    assert first(worst)[0] == set()


def test_an_empty_hall_holds_no_code_and_people_walk_through_it() -> None:
    frames = list(empty(np.random.default_rng(7), 4))
    assert all(read_zxing(frame) == [] for frame in frames)
    assert np.abs(frames[0].astype(int) - frames[3]).max() > 60
