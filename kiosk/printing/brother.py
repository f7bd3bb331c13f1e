"""A badge as a raster job of a Brother QL label printer; knows no socket.

Source: Brother, Software Developer's Manual, Raster Command Reference QL-800/810W/820NWB and QL-710W/720NW. Own code, because the kept
library for it is under the GPL and this product is not.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

DPI = 300
ROLL_MM = 62
PRINTED_DOTS = 696
"""Of the 62 mm roll, in the middle of it (reference, "print area"); 12 dots of the head stand off it on either side."""
SIDE_DOTS = 12

_INVALIDATE = bytes(400)  # whatever half job came before is ended
_INITIALIZE = b"\x1b@"
_RASTER_MODE = b"\x1bia\x01"
_AUTO_CUT = b"\x1biM\x40"
_CUT_EACH = b"\x1biA\x01"
_CUT_AT_END = b"\x1biK\x08"
_MARGIN = b"\x1bid\x23\x00"  # 35 dots before and after, the least on an endless roll
_UNCOMPRESSED = b"M\x00"
_PRINT_AND_FEED = b"\x1a"
_ENDLESS = 0x0A
_KIND, _WIDTH, _QUALITY, _RECOVER = 0x02, 0x04, 0x40, 0x80


def job(dark: NDArray[np.bool_], row_bytes: int) -> bytes:
    """One label, cut off at its end: ``dark`` (rows x PRINTED_DOTS, True is black), for a head of ``row_bytes`` times eight dots.

    Raises ValueError for a bitmap of another width. The head's first dot is at the right of the label, so rows go mirrored."""
    rows, columns = dark.shape
    if columns != PRINTED_DOTS:
        raise ValueError(f"{columns} dots; the roll takes {PRINTED_DOTS}")
    head = np.zeros((rows, row_bytes * 8), np.bool_)
    head[:, SIDE_DOTS : SIDE_DOTS + PRINTED_DOTS] = dark[:, ::-1]
    packed = np.packbits(head, axis=1)
    start = b"g\x00" + bytes((row_bytes,))
    about = bytes((_KIND | _WIDTH | _QUALITY | _RECOVER, _ENDLESS, ROLL_MM, 0)) + rows.to_bytes(4, "little") + b"\x00\x00"
    return b"".join(
        [
            _INVALIDATE, _INITIALIZE, _RASTER_MODE, b"\x1biz", about, _AUTO_CUT, _CUT_EACH, _CUT_AT_END, _MARGIN, _UNCOMPRESSED,
            *(start + row.tobytes() for row in packed),
            _PRINT_AND_FEED,
        ]
    )  # fmt: skip
