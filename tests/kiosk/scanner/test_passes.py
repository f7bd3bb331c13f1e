import numpy as np
import pytest

from kiosk.scanner.passes import CALM, CRISP, ENLARGED, LARGEST, LEVELLED, REDUCED, SHARP, ZBAR, Pass, levelled
from kiosk.scanner.readers import read_zxing
from kiosk.scanner.vision import cv2
from tests.kiosk.scanner.pictures import Pixels, qr, scene

CODE = "ABCDEFGHIJKLMNOP"
ALL = (LEVELLED, CRISP, CALM, SHARP, ZBAR)


def part(scale: int = 5) -> Pixels:
    return scene((qr(CODE, scale=scale), 60, 30), size=(300, 260))


@pytest.mark.parametrize("one", ALL)
def test_a_fair_code_is_read_with_its_corners_in_the_part_s_own_pixels(one: Pass) -> None:
    (found,) = one.codes(part())
    assert found.text == CODE
    expected = [(80 + x, 50 + y) for x, y in ((0, 0), (105, 0), (105, 105), (0, 105))]
    assert np.abs(np.array(found.corners) - np.array(expected)).max() <= 5


def test_print_too_faint_for_the_plain_reader_is_read_when_levelled() -> None:
    faint = (part() * 0.06 + 110).astype(np.uint8)
    assert read_zxing(faint) == []
    assert [one.text for one in LEVELLED.codes(faint)] == [CODE]
    assert levelled(faint, 51).std() > 4 * faint.std()


def test_a_code_out_of_focus_by_half_a_module_is_read_when_made_crisp() -> None:
    soft = np.asarray(cv2.GaussianBlur(part(4), (0, 0), 2.3), dtype=np.uint8)
    assert read_zxing(soft) == []
    assert [one.text for one in SHARP.codes(soft)] == [CODE]


@pytest.mark.parametrize("one", ALL)
@pytest.mark.parametrize("size", [(60, 60), (300, 200), (640, 480), (1280, 720), (2560, 1440), (2560, 40)])
def test_no_part_is_made_larger_than_the_largest_nor_out_of_proportion(one: Pass, size: tuple[int, int]) -> None:
    times = one.grown(*size)
    assert REDUCED <= times <= ENLARGED
    assert times <= 1 or size[0] * size[1] * times * times <= LARGEST * LARGEST * 1.01


@pytest.mark.parametrize("one", ALL)
def test_what_holds_nothing_gives_nothing_and_never_raises(one: Pass) -> None:
    rng = np.random.default_rng(1)
    for shape in ((1, 1), (3, 200), (40, 40), (300, 300)):
        assert one.codes(rng.integers(0, 255, shape).astype(np.uint8)) == []
