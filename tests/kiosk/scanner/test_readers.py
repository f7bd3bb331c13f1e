import numpy as np
import pytest

from kiosk.scanner.found import Found
from kiosk.scanner.readers import guarded, has_zbar, moved, read_zbar, read_zxing, scaled, sharpened, shrunk
from tests.kiosk.scanner.pictures import parts, qr, scene

CODE = "ABCDEFGHIJKLMNOP"


@pytest.mark.parametrize("read", [read_zxing, read_zbar])
def test_each_reader_gives_the_text_and_the_four_corners_of_the_symbol(read) -> None:  # type: ignore[no-untyped-def]
    stamp = qr(CODE)
    (found,) = read(scene((stamp, 500, 200)))
    assert (found.text, found.format) == (CODE, "QRCode")
    quiet, side = 24, stamp.shape[0] - 48
    expected = [(500 + quiet + x, 200 + quiet + y) for x, y in ((0, 0), (side, 0), (side, side), (0, side))]
    assert np.abs(np.array(found.corners) - np.array(expected)).max() <= 6


def test_the_second_reader_is_installed_here() -> None:
    assert has_zbar()


def test_the_second_reader_s_guess_at_a_character_set_is_not_believed() -> None:
    text = "café Zoë"
    assert [one.text for one in read_zxing(qr(text))] == [text]
    assert read_zbar(qr(text)) == []


def test_no_part_of_a_structured_append_is_given_out_by_either_reader() -> None:
    for part in parts("HELLO WORLD THIS IS A TEST OF STRUCTURED APPEND", 3):
        assert guarded(read_zxing, part) == []
        assert guarded(read_zbar, part) == []


def test_a_reader_that_raises_finds_nothing() -> None:
    def broken(image: object) -> list[Found]:
        raise ValueError("4294967295 is not a valid ZBarOrientation")

    assert guarded(broken, qr(CODE)) == []


def test_black_and_white_by_surroundings_keeps_a_code_in_a_shadow() -> None:
    stamp = scene((qr(CODE), 40, 40), size=(300, 300))
    shadow = np.linspace(1.0, 0.15, 300)[None, :]
    dark = (stamp * shadow).astype(np.uint8)
    assert [one.text for one in read_zbar(sharpened(dark))] == [CODE]


def test_a_large_picture_is_shrunk_by_a_whole_number_and_corners_lead_back() -> None:
    image, times = shrunk(np.zeros((1000, 5000), np.uint8), 2048)
    assert (image.shape, times) == ((333, 1666), 3)
    same, once = shrunk(np.zeros((10, 20), np.uint8), 2048)
    assert (same.shape, once) == ((10, 20), 1)
    one = Found("A", "QRCode", ((1, 2), (3, 2), (3, 4), (1, 4)))
    assert scaled(one, 3).corners == ((3, 6), (9, 6), (9, 12), (3, 12))
    assert moved(one, 10, 20).corners == ((11, 22), (13, 22), (13, 24), (11, 24))
