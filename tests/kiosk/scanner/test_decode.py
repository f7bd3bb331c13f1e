import random

import numpy as np
import numpy.typing as npt
import pytest
import segno
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from kiosk.scanner.decode import Decoder, still
from kiosk.scanner.vision import cv2
from tests.kiosk.scanner.pictures import Pixels, coloured, drawn, parts, qr, scene

CODE = "ABCDEFGHIJKLMNOP"


def texts(picture: npt.NDArray[np.generic], looks: int = 2) -> set[str]:
    """What the live reader says of a picture that stands still for a few frames."""
    decoder = Decoder()
    return {one.text for _ in range(looks) for one in decoder.read(picture)}


def stamped(stamp: Pixels, degrees: float) -> Pixels:
    height, width = stamp.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
    matrix[:, 2] += (300, 200)
    return np.asarray(cv2.warpAffine(stamp, matrix, (1280, 720), borderValue=255), dtype=np.uint8)


@pytest.mark.parametrize("degrees", [0, 20, 45, 90, 180, 271])
def test_a_badge_is_read_however_it_is_turned(degrees: float) -> None:
    assert texts(stamped(qr(CODE), degrees), looks=1) == {CODE}


def test_grey_colour_alpha_16_bit_and_1_bit_read_the_same() -> None:
    image = scene((qr(CODE), 300, 200))
    colour = coloured(image)
    clear = np.dstack([colour, np.full_like(image, 255)])
    for picture in (image, colour, clear, image.astype(np.uint16) * 257, image > 200, image.astype(np.float32) / 255):
        assert texts(picture, looks=1) == {CODE}


def test_a_raw_yuyv_frame_is_read_by_its_brightness() -> None:
    image = scene((qr(CODE), 300, 200))
    assert texts(np.dstack([image, np.full_like(image, 128)]), looks=1) == {CODE}


def test_a_dark_mode_phone_is_read() -> None:
    assert texts(255 - scene((qr(CODE), 300, 200)), looks=1) == {CODE}


def test_two_badges_come_left_to_right_with_corners_in_the_picture_s_own_pixels() -> None:
    found = Decoder().read(scene((qr("B" * 16), 900, 100), (qr("A" * 16), 100, 400)))
    assert [one.text for one in found] == ["A" * 16, "B" * 16]
    assert abs(found[1].corners[0][0] - 924) <= 3


def test_corners_in_a_picture_larger_than_the_lane_looks_at_are_in_its_own_pixels() -> None:
    (found,) = Decoder().read(scene((qr(CODE, scale=24), 4000, 2000), size=(6000, 3400)))
    assert np.abs(np.array(found.corners[0]) - (4096, 2096)).max() <= 12


def test_nothing_in_view_is_nothing_found() -> None:
    noise = np.random.default_rng(0).integers(0, 255, (480, 640), np.uint8)
    for picture in (
        noise,
        np.zeros((480, 640), np.uint8),
        np.zeros((0, 0), np.uint8),
        np.zeros((1, 1), np.uint8),
        np.zeros((3,), np.uint8),
    ):
        assert texts(picture) == set()
        assert still(picture) == []


def test_parts_of_a_structured_append_never_raise_and_never_yield_their_texts() -> None:
    whole = "HELLO WORLD THIS IS A TEST OF STRUCTURED APPEND"
    for part in parts(whole, 3):
        assert texts(scene((part, 300, 200)), looks=4) == set()
        assert [one.part for one in still(part)] == [True]


def test_a_structured_append_beside_a_badge_does_not_hide_the_badge() -> None:
    (part, *_) = parts("HELLO WORLD THIS IS A TEST OF STRUCTURED APPEND", 3)
    assert texts(scene((part, 100, 200), (qr(CODE), 700, 200))) == {CODE}


def test_valid_symbols_of_every_mode_and_any_bytes_never_raise_and_never_read_wrong() -> None:
    rng = random.Random(11)
    right = 0
    for n in range(300):
        mode = rng.choice(["numeric", "alphanumeric", "byte", "bytes", "eci", "kanji", "sequence"])
        size = rng.randint(1, 120)
        if mode == "sequence":
            text = "".join(rng.choice("ABCDEFGHIJ 0123") for _ in range(size + 40))
            for part in parts(text, rng.randint(2, 4)):
                assert texts(part, looks=2) == set()
            continue
        if mode == "bytes":
            assert isinstance(texts(drawn(segno.make(bytes(rng.randrange(256) for _ in range(size)), micro=False), 4)), set)
            continue
        alphabet = {"numeric": "0123456789", "alphanumeric": "ABCDEFGHIJKLMNOP0123456789 $%*+-./:", "kanji": "点茗日本語漢字"}.get(
            mode, "abc XYZ é ñ 명찰 入場 \t\x0e\x0f"
        )
        text = "".join(rng.choice(alphabet) for _ in range(size)).strip() or "0"
        plain = mode in ("numeric", "alphanumeric", "kanji")
        made = segno.make(text, micro=False, eci=not plain, mode=mode if plain else None, encoding=None if plain else "utf-8")
        read = texts(drawn(made, 4), looks=1)
        assert read <= {text}, n
        right += read == {text}
    assert right > 150


@settings(max_examples=60, deadline=None)
@given(
    arrays.arrays(
        st.sampled_from([np.uint8, np.uint16, np.int32, np.float32, np.bool_]),
        st.one_of(
            st.tuples(st.integers(0, 60), st.integers(0, 60)),
            st.tuples(st.integers(0, 40), st.integers(0, 40), st.integers(0, 5)),
        ),
    )
)
def test_no_array_of_any_kind_makes_the_live_reader_raise(picture: npt.NDArray[np.generic]) -> None:
    assert texts(picture) == set()


@pytest.mark.parametrize(
    "worse",
    [
        lambda image: cv2.GaussianBlur(image, (0, 0), 1.8),
        lambda image: cv2.resize(image, None, fx=0.3, fy=0.3, interpolation=cv2.INTER_AREA),
        lambda image: 255 - image,
        lambda image: (image * np.linspace(1, 0.1, image.shape[1])[None, :]).astype(np.uint8),
    ],
    ids=["defocus", "tiny", "inverted", "shadow"],
)
def test_a_still_picture_gets_the_whole_ladder(worse) -> None:  # type: ignore[no-untyped-def]
    image = worse(scene((qr(CODE, scale=5), 100, 100), size=(400, 400)))
    assert [one.text for one in still(np.ascontiguousarray(image))] == [CODE]


def test_the_ladder_s_corners_are_in_the_picture_s_own_pixels() -> None:
    image = scene((qr(CODE, scale=5), 100, 60), size=(400, 400))
    small = np.asarray(cv2.resize(image, None, fx=0.28, fy=0.28, interpolation=cv2.INTER_AREA), dtype=np.uint8)
    (found,) = still(small)
    assert np.abs(np.array(found.corners[0]) - (0.28 * 120, 0.28 * 80)).max() <= 2


def test_a_still_picture_of_micro_qr_is_read_with_its_format() -> None:
    (found,) = still(drawn(segno.make_micro("ABC123")))
    assert (found.text, found.format) == ("ABC123", "MicroQRCode")
