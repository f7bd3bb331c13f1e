from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from kiosk.scanner.picture import (
    PictureDenied,
    PictureEmpty,
    PictureError,
    PictureIsFolder,
    PictureMissing,
    PictureTooLarge,
    grey,
    load,
)
from tests.kiosk.scanner.pictures import coloured, qr, save

STAMP = qr("ABCDEFGHIJKLMNOP")


def with_alpha() -> npt.NDArray[np.uint8]:
    """Black ink on nothing: without the paper under it, all is black."""
    ink = np.zeros_like(STAMP)
    return np.dstack([ink, ink, ink, 255 - STAMP])


@pytest.mark.parametrize(
    "picture",
    [
        STAMP,
        STAMP[:, :, None],
        coloured(STAMP),
        np.dstack([coloured(STAMP), np.full_like(STAMP, 255)]),
        with_alpha(),
        np.dstack([np.zeros_like(STAMP), 255 - STAMP]),
        STAMP.astype(np.uint16) * 257,
        coloured(STAMP).astype(np.uint16) * 257,
        STAMP > 0,
        STAMP.astype(np.float32) / 255,
        STAMP.astype(np.float64),
        STAMP.astype(np.int32),
        STAMP.astype(np.float32) * 1000,
    ],
    ids=[
        "grey",
        "grey-3d",
        "bgr",
        "bgra",
        "transparent",
        "grey-alpha",
        "16 bit",
        "16 bit bgr",
        "1 bit",
        "0..1",
        "0..255",
        "int32",
        "beyond",
    ],
)
def test_the_same_picture_in_every_depth_gives_the_same_grey(picture: npt.NDArray[np.generic]) -> None:
    got = grey(picture)
    assert got is not None
    assert got.dtype == np.uint8
    assert np.array_equal(got > 127, STAMP > 127)


@pytest.mark.parametrize("shape", [(0, 0), (0, 10), (10, 0, 3), (5,), (2, 2, 2, 2), (4, 4, 7)])
def test_what_has_no_picture_s_shape_is_nothing(shape: tuple[int, ...]) -> None:
    assert grey(np.zeros(shape, np.uint8)) is None


def test_values_that_are_no_numbers_do_not_raise() -> None:
    strange = np.full((30, 30), np.nan, np.float32)
    strange[0, 0], strange[1, 1] = np.inf, -np.inf
    assert grey(strange) is not None
    assert grey(np.zeros((5, 5), np.complex128)) is None


@pytest.mark.parametrize("name", ["a.png", "a.jpg", "a.webp", "a.bmp", "a.tiff", "a.gif"])
def test_a_file_of_every_common_format_is_read(tmp_path: Path, name: str) -> None:
    loaded = load(save(tmp_path / name, coloured(STAMP)))
    assert np.mean((loaded > 127) == (STAMP > 127)) > 0.99


def test_transparency_counts_as_paper_when_asked(tmp_path: Path) -> None:
    path = save(tmp_path / "ink.png", with_alpha())
    assert np.array_equal(load(path, transparent=True) > 127, STAMP > 127)


def test_the_exif_turn_is_left_alone_so_that_corners_are_the_file_s_own(tmp_path: Path) -> None:
    wide = np.full((20, 60), 200, np.uint8)
    data = save(tmp_path / "w.jpg", wide).read_bytes()
    turned = b"\xff\xe1\x00\x22Exif\x00\x00II*\x00\x08\x00\x00\x00\x01\x00\x12\x01\x03\x00\x01\x00\x00\x00\x06\x00\x00\x00\x00\x00\x00\x00"
    (tmp_path / "t.jpg").write_bytes(data[:2] + turned + data[2:])
    assert load(tmp_path / "t.jpg").shape == (20, 60)


@pytest.mark.parametrize(
    ("name", "content", "fault"),
    [
        ("none.png", None, PictureMissing),
        ("empty.png", b"", PictureEmpty),
        ("text.png", b"this is not a picture", PictureError),
        ("head.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", PictureError),
        ("x" * 300 + ".png", None, PictureMissing),
        ("nul\0.png", None, PictureMissing),
    ],
)
def test_what_is_wrong_with_a_file_is_told_apart(tmp_path: Path, name: str, content: bytes | None, fault: type[PictureError]) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(PictureError) as caught:
        load(path)
    assert type(caught.value) is fault


def test_a_folder_and_a_file_used_as_a_folder_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(PictureIsFolder):
        load(tmp_path)
    file = save(tmp_path / "a.png", STAMP)
    with pytest.raises(PictureMissing):
        load(file / "b.png")


def test_a_truncated_file_is_no_picture(tmp_path: Path) -> None:
    data = save(tmp_path / "a.png", STAMP).read_bytes()
    (tmp_path / "cut.png").write_bytes(data[: len(data) // 2])
    with pytest.raises(PictureError):
        load(tmp_path / "cut.png")


def test_a_small_file_that_unpacks_to_gigabytes_is_refused(tmp_path: Path) -> None:
    import struct
    import zlib

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 100_000, 100_000, 8, 6, 0, 0, 0))
    (tmp_path / "bomb.png").write_bytes(b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b""))
    with pytest.raises(PictureTooLarge):
        load(tmp_path / "bomb.png")


def test_a_file_one_may_not_read_says_so(tmp_path: Path) -> None:
    import os

    path = save(tmp_path / "a.png", STAMP)
    path.chmod(0)
    if os.access(path, os.R_OK):
        pytest.skip("this user may read everything")
    with pytest.raises(PictureDenied):
        load(path)
