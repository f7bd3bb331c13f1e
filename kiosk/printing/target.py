"""What a printer is called in one short text, and what that says; knows no socket and no paper.

pdf:FOLDER                                 each badge a PDF in that folder
os:NAME                                    a printer of the operating system
zpl://HOST[:9100][?dpi=203&width=62]       a printer that speaks ZPL; ``width``: of the roll, mm; ``encoding=hex``: it knows no Z64
ql://HOST[:9100]?model=QL-820NWB&label=62  a Brother QL with an endless roll of 62 mm
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import SplitResult, parse_qsl, urlsplit

from kiosk.errors import PrinterName

RAW_PORT = 9100
"""Where a printer on a network takes bytes as they are ("JetDirect", PDL data stream: IANA)."""
ZPL_DPI = (203, 300, 600)
QL_ROW_BYTES = {"QL-710W": 90, "QL-720NW": 90, "QL-810W": 90, "QL-820NWB": 90}
"""Brother's label printers on a network and the bytes of one row of their head (720 dots of 1/300 inch)."""


@dataclass(frozen=True, slots=True)
class PdfFolder:
    """A folder that PDFs are written into."""

    folder: Path


@dataclass(frozen=True, slots=True)
class SystemPrinter:
    """A printer the operating system knows by ``name``."""

    name: str


@dataclass(frozen=True, slots=True)
class Zebra:
    """A printer that speaks ZPL II. ``width``: of its roll, mm; None where it is as wide as the badge."""

    host: str
    port: int = RAW_PORT
    dpi: int = 203
    width: float | None = None
    hex: bool = False


@dataclass(frozen=True, slots=True)
class BrotherQL:
    """A Brother QL with an endless roll of 62 mm."""

    host: str
    port: int = RAW_PORT
    model: str = "QL-820NWB"


Target = PdfFolder | SystemPrinter | Zebra | BrotherQL


def target(text: str) -> Target:
    """What ``text`` names. Raises PrinterName for what is written in none of the four ways."""
    kind, _, rest = text.strip().partition(":")
    try:
        match kind:
            case "pdf" if rest:
                return PdfFolder(Path(rest).expanduser())
            case "os" if rest:
                return SystemPrinter(rest)
            case "zpl" | "ql":
                return _networked(urlsplit(text.strip()))
    except ValueError as error:
        raise PrinterName(text) from error
    raise PrinterName(text)


def _networked(address: SplitResult) -> Zebra | BrotherQL:
    """Raises ValueError for anything an address of this kind does not have."""
    options = dict(parse_qsl(address.query, keep_blank_values=True, strict_parsing=bool(address.query)))
    host, port = address.hostname, address.port or RAW_PORT
    if not host or address.path.strip("/") or address.username is not None:
        raise ValueError("not a host")
    if address.scheme == "zpl":
        dpi, width, encoding = int(options.pop("dpi", "203")), options.pop("width", None), options.pop("encoding", "z64")
        if options or dpi not in ZPL_DPI or encoding not in ("z64", "hex") or (width is not None and not 10 <= float(width) <= 220):
            raise ValueError("an option that a ZPL printer does not have")
        return Zebra(host, port, dpi, float(width) if width is not None else None, encoding == "hex")
    model, label = options.pop("model", "QL-820NWB").upper(), options.pop("label", "62")
    if options or model not in QL_ROW_BYTES or label != "62":
        raise ValueError("an option that a Brother QL does not have")
    return BrotherQL(host, port, model)
