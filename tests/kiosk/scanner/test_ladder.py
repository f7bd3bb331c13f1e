from __future__ import annotations

from itertools import count

import numpy as np

from kiosk.scanner import ladder
from kiosk.scanner.ladder import EARNED, FULL, Ladder
from kiosk.scanner.readers import read_zxing
from kiosk.scanner.vision import cv2
from tests.kiosk.scanner.pictures import Pixels, qr, scene

OTHER = "ZYXWVUTSRQPONMLK"
TICK = 10_000_000
CODE = "ABCDEFGHIJKLMNOP"


class Cpu:
    """A thread's clock for which each question takes 10 ms: a plain reading costs 10 ms, a costly pass 10 ms."""

    def __init__(self) -> None:
        self._ticks = count()

    def __call__(self) -> int:
        return next(self._ticks) * TICK


def faint(*stamps: tuple[Pixels, int, int]) -> Pixels:
    """A frame with codes in so little contrast, out of focus, that the plain reader sees nothing."""
    soft = cv2.GaussianBlur(scene(*stamps), (0, 0), 0.8)
    frame = (soft * 0.09 + 110).astype(np.uint8)
    assert read_zxing(frame) == []
    return frame


def texts(reader: Ladder, frames: list[Pixels]) -> list[list[str]]:
    return [[one.text for one in reader.read(frame)] for frame in frames]


def test_what_the_plain_reader_misses_is_read_within_a_few_frames_with_its_corners_in_the_frame() -> None:
    frame = faint((qr(CODE), 700, 300))
    reader = Ladder()
    found = next(codes for codes in (reader.read(frame) for _ in range(10)) if codes)
    assert [one.text for one in found] == [CODE]
    assert np.abs(np.array(found[0].corners[0]) - (724, 324)).max() <= 4


def test_a_badge_the_plain_reader_misses_is_read_beside_one_it_reads() -> None:
    frame = faint((qr(OTHER), 900, 300))
    frame[200:374, 100:274] = qr(CODE)
    reader = Ladder()
    assert {text for codes in texts(reader, [frame] * 12) for text in codes} == {CODE, OTHER}


def test_what_has_read_a_badge_is_tried_first_while_it_is_held() -> None:
    frame = faint((qr(CODE), 700, 300))
    reader = Ladder()
    read = texts(reader, [frame] * 20)
    first = read.index([CODE])
    assert read[first:] == [[CODE]] * (20 - first)


def test_over_time_a_frame_costs_no_more_than_what_it_earns() -> None:
    """A hall of checked shirts that never says anything: with passes as dear as plain readings, EARNED of the frames get one."""
    rng = np.random.default_rng(3)
    cpu = Cpu()
    reader = Ladder(cpu)
    shirt = np.kron(rng.integers(0, 2, (40, 40)), np.ones((6, 6))).astype(np.uint8) * 160 + 40
    spent = []
    for number in range(120):
        frame = np.full((480, 640), 128, np.uint8)
        left = 3 * number % 380
        frame[120:360, left : left + 240] = shirt
        before = cpu()
        assert reader.read(frame) == []
        spent.append((cpu() - before) // TICK)
    passes = sum(one == 4 for one in spent)
    assert FULL < passes <= FULL + 120 * EARNED + 1


def test_a_place_where_every_step_failed_leaves_the_rest_to_what_is_new() -> None:
    reader = Ladder(Cpu())
    noise = np.random.default_rng(1).integers(0, 255, (480, 640)).astype(np.uint8)
    assert texts(reader, [noise] * 60) == [[]] * 60
    frame = faint((qr(CODE), 700, 300))
    assert [CODE] in texts(reader, [frame] * 10)


def test_a_frame_of_another_size_starts_anew() -> None:
    reader = Ladder()
    small, large = faint((qr(CODE), 700, 300)), np.full((1080, 1920), 128, np.uint8)
    for frame in (large, small, large, np.zeros((30, 40), np.uint8)):
        texts(reader, [frame] * 5)
    assert [CODE] in texts(reader, [small] * 20)


def test_frames_are_only_merged_when_enough_are_there() -> None:
    assert [step.blend is None for step in ladder.STEPS][:2] == [True, True]
    assert any(step.blend for step in ladder.STEPS)
