"""The readers measured side by side, and the count each keeps of what it read, what it got wrong and what it cost; draws nothing."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Set
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

import zxingcpp

from kiosk.bench.rows import Compared
from kiosk.scanner.decode import Decoder, still
from kiosk.scanner.vision import cv2

if TYPE_CHECKING:
    from kiosk.scanner.frame import Image

Texts: TypeAlias = Set[str]
Reader: TypeAlias = "Callable[[Image], Iterable[str]]"


def zxing() -> Reader:
    """zxing-cpp alone, as it comes, for QR codes."""
    formats = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
    return lambda image: [one.text for one in zxingcpp.read_barcodes(image, formats=formats, text_mode=zxingcpp.TextMode.Plain)]


def zbar() -> Reader:
    """pyzbar alone, for QR codes."""
    from pyzbar import pyzbar

    return lambda image: [one.data.decode("utf-8", "replace") for one in pyzbar.decode(image, symbols=[pyzbar.ZBarSymbol.QRCODE])]


def opencv() -> Reader:
    """OpenCV's own reader for several codes."""
    detector = cv2.QRCodeDetector()
    return lambda image: [text for text in detector.detectAndDecodeMulti(image)[1] if text]


def ours_live() -> Reader:
    """The live lane's reader, new: what it shows depends on the frames it saw before."""
    decoder = Decoder()
    return lambda image: [one.text for one in decoder.read(image)]


def ours_still() -> Reader:
    """The whole ladder, as ``kiosk read`` climbs it."""
    return lambda image: [one.text for one in still(image) if not one.part]


@dataclass(slots=True)
class Count:
    """``codes`` shown, ``read`` rightly, ``wrong`` texts given out, ``frames`` looked at and CPU ``ms`` spent on them."""

    codes: int = 0
    read: int = 0
    wrong: int = 0
    frames: int = 0
    ms: float = 0.0

    def __add__(self, other: Count) -> Count:
        """Both together."""
        return Count(
            self.codes + other.codes,
            self.read + other.read,
            self.wrong + other.wrong,
            self.frames + other.frames,
            self.ms + other.ms,
        )

    @property
    def share(self) -> float:
        """Codes read, per cent."""
        return 100 * self.read / self.codes if self.codes else 0.0

    @property
    def unread(self) -> float:
        """Codes not read, per cent."""
        return 100 - self.share

    @property
    def mean(self) -> float:
        """CPU of a frame, ms."""
        return self.ms / self.frames if self.frames else 0.0


@dataclass(slots=True)
class Board:
    """What each reader did, by its name."""

    counts: dict[str, Count] = field(default_factory=dict)

    def show(self, name: str, reader: Reader, images: Iterable[Image], texts: Texts | None, also: Texts = frozenset()) -> Texts:
        """Show the images to the reader until it has said all ``texts``; what it said. A reader that raises has said nothing.

        No ``texts``: whatever is said is wrong but ``also``. None: nobody knows what is right, and anything said counts as read."""
        count = Count()
        said: set[str] = set()
        for image in images:
            began = time.thread_time_ns()
            with suppress(Exception):  # pyzbar and OpenCV raise on some symbols
                said |= {text.rstrip("\r\n") for text in reader(image)}
            count.ms += (time.thread_time_ns() - began) / 1e6
            count.frames += 1
            if said if texts is None else texts and texts <= said:
                break
        count.codes = 1 if texts is None else len(texts)
        count.read = min(1, len(said)) if texts is None else len(said & texts)
        count.wrong = 0 if texts is None else len(said - texts - also)
        self.counts[name] = self.counts.get(name, Count()) + count
        return said

    def __add__(self, other: Board) -> Board:
        """Both together."""
        names = [*self.counts, *(name for name in other.counts if name not in self.counts)]
        return Board({name: self.counts.get(name, Count()) + other.counts.get(name, Count()) for name in names})

    def __getitem__(self, name: str) -> Count:
        """The count of one reader; an empty one where it was never asked."""
        return self.counts.get(name, Count())


def compared(row: str, board: Board) -> Compared:
    """The row of one board."""
    counts = board.counts
    of = max((count.codes for count in counts.values()), default=0)
    read = {name: round(count.share, 1) for name, count in counts.items()}
    return Compared(row, of, read, {name: round(count.mean, 2) for name, count in counts.items()})
