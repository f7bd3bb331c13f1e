"""The head of a QR symbol, read from its modules: whether it is one part of a structured append, which zxing-cpp's binding does not say.

Layout and numbers from ISO/IEC 18004:2015: 7.8 (masks), 7.9 (format information), 7.7.3 (placement), 7.4.1 (mode indicators)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, cast

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt
    import zxingcpp

    Modules = npt.NDArray[np.bool_]

STRUCTURED_APPEND = 0b0011
"""The mode indicator that opens a symbol which is one of several (table 2)."""

_DIGITS, _LETTERS = 0b0001, 0b0010
_MODES = {_DIGITS, _LETTERS, 0b0100, 0b1000, 0b0111, 0b0101, 0b1001}
"""What else a head may say: bytes, kanji, a character set, FNC1 in either position (table 2)."""

ALIKE = 0.15
"""Part of the modules in which two drawings of one text may differ: level H corrects 30 % of the codewords, half of whose bits are wrong.
Two different texts differ in a quarter and more."""

_LEVELS = {"L": 0b01, "M": 0b00, "Q": 0b11, "H": 0b10}

_MASKS: tuple[Callable[[int, int], bool], ...] = (
    lambda i, j: (i + j) % 2 == 0,
    lambda i, j: i % 2 == 0,
    lambda i, j: j % 3 == 0,
    lambda i, j: (i + j) % 3 == 0,
    lambda i, j: (i // 2 + j // 3) % 2 == 0,
    lambda i, j: (i * j) % 2 + (i * j) % 3 == 0,
    lambda i, j: ((i * j) % 2 + (i * j) % 3) % 2 == 0,
    lambda i, j: ((i + j) % 2 + (i * j) % 3) % 2 == 0,
)

_FORMAT_AT = ((0, 8), (1, 8), (2, 8), (3, 8), (4, 8), (5, 8), (7, 8), (8, 8), (8, 7), (8, 5), (8, 4), (8, 3), (8, 2), (8, 1), (8, 0))
"""(row, column) of the format information's 15 bits around the upper left finder, lowest first (figure 25)."""


def is_part(barcode: zxingcpp.Barcode) -> bool:
    """Whether a QR symbol that zxing-cpp has read says of itself that it is one of several. False for every other symbology.

    A symbol without one wrong module is believed. The head of a damaged one counts where it names a mode its text can begin with; where it
    does not, the head is dirty, and the symbol is whole only if drawing its text anew gives nearly the same modules."""
    extra = cast(Mapping[str, object], barcode.extra or {})
    level, mask = str(extra.get("ECLevel", "")), extra.get("DataMask")
    if level not in _LEVELS or not isinstance(mask, int) or not 0 <= mask < len(_MASKS):
        return False
    modules: Modules = np.array(barcode.to_image(scale=1, add_quiet_zones=False)) == 0
    side = modules.shape[0]
    if modules.shape != (side, side) or side < 21:  # Micro QR and rMQR have no structured append
        return False
    upright = _upright(modules, format_bits(level, mask))
    read = mode(upright, mask)
    if extra.get("UEC") == 1.0:  # none of the error correction was used
        return read == STRUCTURED_APPEND
    fits = read in _MODES and text_fits(read, barcode.text)
    return not fits and not _drawn_alike(barcode.text, upright, level, mask)


def text_fits(mode: int, text: str) -> bool:
    """Whether a text can begin in that mode: digits only with a digit, letters only with one of the 45."""
    if mode == _DIGITS:
        return text[:1] in set("0123456789")
    return mode != _LETTERS or text[:1] in set("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:")


def _drawn_alike(text: str, modules: Modules, level: str, mask: int) -> bool:
    """Whether ``text`` as a symbol of this size, level and mask has nearly these modules; another cut into segments does not."""
    import segno

    try:
        made = segno.make(text, error=level, version=(modules.shape[0] - 17) // 4, mask=mask, micro=False, boost_error=False)
    except ValueError:  # it does not fit: this is not how the symbol was made
        return False
    return float(np.mean(np.array([list(row) for row in made.matrix], np.bool_) != modules)) < ALIKE


def format_bits(level: str, mask: int) -> int:
    """The 15 format bits of an error correction level and a mask: BCH(15, 5), generator 10100110111, then the fixed mask pattern."""
    data = _LEVELS[level] << 3 | mask
    rest = data << 10
    for shift in range(4, -1, -1):
        if rest >> (shift + 10) & 1:
            rest ^= 0b10100110111 << shift
    return (data << 10 | rest) ^ 0b101010000010010


def mode(modules: Modules, mask: int) -> int:
    """The first four data bits: the mode indicator, in the lower right corner, two by two, right to left and upwards."""
    last = modules.shape[0] - 1
    bits = 0
    for row, column in ((last, last), (last, last - 1), (last - 1, last), (last - 1, last - 1)):
        bits = bits << 1 | (bool(modules[row, column]) ^ _MASKS[mask](row, column))
    return bits


def _upright(modules: Modules, expected: int) -> Modules:
    """The modules as printed: of the picture and its mirror image, the one whose format information fits better."""
    mirrored = modules.T
    return modules if _misfit(modules, expected) <= _misfit(mirrored, expected) else mirrored


def _misfit(modules: Modules, expected: int) -> int:
    return sum(bool(modules[at]) != bool(expected >> i & 1) for i, at in enumerate(_FORMAT_AT))
