"""A badge as a ZPL II job, and what a ZPL printer says of itself; knows no socket.

Badges go as bitmaps: a printer's own fonts have no Hangul unless somebody bought them for it. Source: Zebra, Programming Guide for ZPL II
(P1099958), commands ^GF, ~HS, and its appendix on Z64.
"""

from __future__ import annotations

import base64
import binascii
import re
import zlib
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

ASK_STATUS = b"~HS"

_STATUS = re.compile(rb"\x02(\d{3}(?:,\d+){11})\x03\s*\x02([0-9A-Fa-f]{3}(?:,\d+){10})\x03\s*\x02[^\x03]*\x03")


def job(dark: NDArray[np.bool_], *, hex_digits: bool = False) -> bytes:
    """One label: ``dark`` (rows x columns, a dot each, True is black) with its corner at the label's. Data is Z64 (zlib, base64 and CRC),
    or hexadecimal for printers that only resemble a Zebra."""
    rows, columns = dark.shape
    packed = np.packbits(dark, axis=1)
    raw, across = packed.tobytes(), packed.shape[1]
    if hex_digits:
        data = binascii.hexlify(raw).upper()
    else:
        text = base64.b64encode(zlib.compress(raw, 9))
        data = b":Z64:%b:%04X" % (text, binascii.crc_hqx(text, 0))
    field = b"^GFA,%d,%d,%d,%b" % (len(raw), len(raw), across, data)
    return b"^XA^PW%d^LL%d^LH0,0^LS0^FO0,0%b^FS^PQ1^XZ\n" % (columns, rows, field)


@dataclass(frozen=True, slots=True)
class Status:
    """What ~HS answers: ``trouble`` is the key of what keeps it from printing ("" for nothing), ``waiting`` the labels yet to print."""

    trouble: str
    waiting: int


def status(answer: bytes) -> Status | None:
    """The status in ``answer``, None where it has not come whole: three strings between STX and ETX, numbered as in the guide."""
    found = _STATUS.search(answer)
    if found is None:
        return None
    first, second = found[1].split(b","), found[2].split(b",")
    flags = {
        "printer.paper_out": first[1],
        "printer.head_open": second[2],
        "printer.ribbon_out": second[3],
        "printer.hot": b"1" if b"1" in (first[10], first[11]) else b"0",
        "printer.paused": first[2],  # last: out of paper it is paused as well
    }
    trouble = next((key for key, flag in flags.items() if int(flag)), "")
    return Status(trouble, int(first[4]) + int(second[8]) + int(first[7]))
