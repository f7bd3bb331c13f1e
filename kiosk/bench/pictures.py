"""Folders of pictures with their texts beside them, shown to every reader; knows no generator."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import repeat
from pathlib import Path

from kiosk.bench.contest import Board, Texts, compared, opencv, ours_live, ours_still, zbar, zxing
from kiosk.bench.rows import Compared, Row, at_least, by_figure, by_ratio
from kiosk.catalogue import language, say
from kiosk.errors import KioskError
from kiosk.scanner.picture import PictureError, load

KINDS = {".png", ".jpg", ".jpeg", ".webp", ".gif", ".bmp", ".tif", ".tiff"}

SHOWN = 8
"""Frames for which the live reader is shown a picture, until it has read it."""

CLEAN = 85
"""Per cent that zxing-cpp reads of a set for it to be called clean; the goals of figures for clean and for hard photographs follow."""

CLEAN_COST, HARD_COST = 3.0, 4.44
"""Goals: mean CPU as multiples of zxing-cpp's (12 ms on a hard photograph where it needs 2.7)."""

EVERY = 50
"""Pictures between two words of progress."""


class NoPictures(KioskError):
    """A folder named for measuring holds none."""

    key = "bench.no_pictures"


@dataclass(frozen=True, slots=True)
class Album:
    """The pictures of one folder with their texts, None where nobody wrote it down; ``empty``: known to hold no code."""

    name: str
    pictures: tuple[tuple[Path, str | None], ...]
    empty: bool


def folders(root: Path) -> list[Album]:
    """Every folder under ``root`` that holds pictures, ``root`` among them. Raises NoPictures where there is none."""
    within: dict[Path, list[Path]] = {}
    for path in sorted(root.rglob("*")):
        if path.suffix.lower() in KINDS and path.is_file():
            within.setdefault(path.parent, []).append(path)
    if not within:
        raise NoPictures(folder=root)
    return [
        Album(folder.name, tuple((path, _text(path)) for path in paths), folder.name.startswith("no-")) for folder, paths in within.items()
    ]


def _text(picture: Path) -> str | None:
    beside = picture.with_suffix(".txt")
    if not beside.is_file():
        return None
    data = beside.read_bytes()
    try:
        return data.decode("utf-8").rstrip("\r\n")
    except UnicodeDecodeError:
        return data.decode("latin-1").rstrip("\r\n")


def album(sets: list[Album], lang: str | None, told: Callable[[str], None]) -> Iterator[Row | Compared]:
    """Each set's row, then the goals over all pictures whose text is known and over all known to hold none.

    Without a text beside it a picture counts as read where anything was said. "kiosk live": shown SHOWN times over to the live reader."""
    known, empty = Board(), Board()
    for one in sets:
        board, untold = Board(), Board()
        for number, (path, text) in enumerate(one.pictures, 1):
            texts = set() if one.empty else None if text is None else {text}
            _show(untold if texts is None else board, path, texts)
            if number % EVERY == 0:
                told(say("bench.picture", language(lang), folder=one.name, done=number, total=len(one.pictures)))
        for name, counted in ((one.name, board), (f"{one.name}, text unknown", untold)):
            if counted.counts:
                yield compared(name, counted)
        if one.empty:
            empty += board
        else:
            known += board
    if known.counts:
        yield from _goals(known)
    if empty.counts:
        yield by_figure("false reads, pictures without a code", sum(empty[name].wrong for name in OURS), "texts", 0)


def _goals(known: Board) -> Iterator[Row]:
    """What is to be reached over all pictures whose text is known, by how hard they are for zxing-cpp alone."""
    bare = known["zxing-cpp"]
    share, live, still = (97, CLEAN_COST, CLEAN_COST) if bare.share >= CLEAN else (82, HARD_COST, None)
    for name in OURS:
        yield at_least(f"right text, {name}", known[name].share, "%", share, bare.share)
    yield by_ratio("CPU of a picture shown, kiosk live", known["kiosk live"].mean, bare.mean, "ms", live)
    if still is not None:
        yield by_ratio("CPU of a picture, kiosk still", known["kiosk still"].mean, bare.mean, "ms", still)
    yield by_figure("wrong texts, pictures", sum(known[name].wrong for name in OURS), "texts", 0, max(bare.wrong, 0) or None)


def _show(board: Board, path: Path, texts: Texts | None) -> None:
    try:
        image = load(path)
    except PictureError:  # what cannot be opened is no reader's fault
        return
    said: set[str] = set()
    for name, reader in (("zxing-cpp", zxing()), ("pyzbar", zbar()), ("OpenCV", opencv())):
        said |= board.show(name, reader, [image], texts)
    # a code within the code, or a slip in the text beside it: what another reader says too is no misreading of ours
    also = said if texts else set[str]()
    for name, reader, times in (("kiosk still", ours_still(), 1), ("kiosk live", ours_live(), SHOWN)):
        board.show(name, reader, repeat(image, times), texts, also)


OURS = ("kiosk still", "kiosk live")
