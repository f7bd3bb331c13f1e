import random

import numpy as np
import pytest
import segno
import zxingcpp

from kiosk.scanner.symbol import format_bits, is_part
from tests.kiosk.scanner.pictures import Pixels, drawn, parts, qr


def barcodes(image: Pixels) -> list[zxingcpp.Barcode]:
    formats = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
    return zxingcpp.read_barcodes(np.ascontiguousarray(image), formats=formats, text_mode=zxingcpp.TextMode.Plain)


def views(image: Pixels) -> list[Pixels]:
    return [image, image[:, ::-1], np.rot90(image), np.rot90(image, 2), image.T, 255 - image]


def test_format_information_is_what_the_standard_prints() -> None:
    # ISO/IEC 18004:2015, table C.1: the first, a middle and the last data word of the list of masked sequences
    assert format_bits("M", 0) == 0x5412
    assert format_bits("M", 5) == 0x40CE
    assert format_bits("Q", 7) == 0x2BED


def test_each_part_of_a_structured_append_is_known_turned_mirrored_and_inverted() -> None:
    for part in parts("HELLO WORLD THIS IS A TEST OF STRUCTURED APPEND", 3):
        for view in views(part):
            assert [is_part(one) for one in barcodes(view)] == [True]


def test_a_whole_symbol_is_never_taken_for_a_part() -> None:
    rng = random.Random(4)
    seen = 0
    for _ in range(60):
        text = "".join(rng.choice("ABCDEFGHIJKLMNOP 0123 abc é 명찰") for _ in range(rng.randint(1, 160)))
        for view in views(qr(text, scale=3, error=rng.choice("lmqh"))):
            for one in barcodes(view):
                seen += 1
                assert not is_part(one)
    assert seen > 340


def test_a_micro_code_has_no_parts() -> None:
    (one,) = barcodes(drawn(segno.make_micro("ABC123")))
    assert one.text == "ABC123"
    assert not is_part(one)


@pytest.mark.parametrize("at", [(5, 14), (12, 12), (18, 11)])
def test_a_dirty_spot_elsewhere_does_not_change_the_answer(at: tuple[int, int]) -> None:
    for image, expected in ((qr("ABCDEFGHIJKLMNOP", error="q"), False), (parts("STRUCTURED APPEND IN TWO", 2)[0], True)):
        row, column = ((4 + v) * 6 for v in at)
        image[row : row + 6, column : column + 6] ^= 255
        assert [is_part(one) for one in barcodes(image)] == [expected]


@pytest.mark.parametrize("module", [(20, 20), (19, 20), (19, 19)])
def test_a_dirty_head_does_not_make_a_part_a_whole_nor_a_whole_a_part(module: tuple[int, int]) -> None:
    """Each wrong module makes the head of a part name no mode, or one its text cannot begin with."""
    for image, expected in ((parts("structured append in two", 2)[0], True), (qr("ABCDEFGHIJKLMNOP", error="q"), False)):
        side = image.shape[0] // 6 - 8
        row, column = ((4 + at + side - 21) * 6 for at in module)
        image[row : row + 6, column : column + 6] ^= 255
        assert [is_part(one) for one in barcodes(image)] == [expected]


def test_a_damaged_symbol_of_mixed_modes_is_whole() -> None:
    image = drawn(segno.make_qr(["MEBKM:TITLE:", "café"], error="m"))  # type: ignore[arg-type]  # segno takes segments too
    image[12 * 6 + 24 : 13 * 6 + 24, 10 * 6 + 24 : 13 * 6 + 24] ^= 255
    (one,) = barcodes(image)
    assert "'UEC': 1.0" not in str(one.extra)
    assert not is_part(one)
