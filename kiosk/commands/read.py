"""``kiosk read IMAGE...``: what the QR codes in picture files say, one line a file; knows no badges and no roster."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.catalogue import LANGUAGES, language, say
from kiosk.commandline import Parser, parser

if TYPE_CHECKING:
    from kiosk.scanner.found import Found


@dataclass(frozen=True, slots=True)
class Look:
    """One file looked at: its codes left to right, the key of what is wrong with it ("" for nothing), and the CPU time spent, ms."""

    file: str
    codes: tuple[Found, ...]
    fault: str
    ms: float


def look(file: str) -> Look:
    """Read one picture file; never raises. A file that is a picture and holds no code has neither codes nor a fault."""
    from kiosk.scanner.decode import still
    from kiosk.scanner.picture import PictureError, load

    began = time.thread_time_ns()
    codes: list[Found] = []
    fault = ""
    try:
        path = Path(file)
        image = load(path)
        codes = still(image)
        if not codes and image.size <= _TRANSPARENT_PIXELS and (paper := load(path, transparent=True)).tobytes() != image.tobytes():
            codes = still(paper)
        if codes and all(one.part for one in codes):
            fault = "read.part"
    except PictureError as error:
        fault = error.key
    except MemoryError:
        fault = "read.too_large"
    return Look(file, tuple(one for one in codes if not one.part), fault, (time.thread_time_ns() - began) / 1e6)


_TRANSPARENT_PIXELS = 64_000_000
"""Up to here a picture without a code is looked at again with what is see-through as white paper: four bytes a pixel."""


def as_json(seen: Look, lang: str) -> str:
    """The line of ``--json``: ``error`` is there for a file that cannot be read as a picture or holds only a part of a text, and only then.
    ASCII alone, so that any file name and any text of a code pass any pipe."""
    line: dict[str, object] = {
        "file": seen.file,
        "codes": [{"text": one.text, "format": one.format, "corners": [list(corner) for corner in one.corners]} for one in seen.codes],
    }
    if seen.fault:
        line["error"] = say(seen.fault, lang)
    line["ms"] = round(seen.ms, 3)
    return json.dumps(line)


def as_lines(seen: Look) -> list[str]:
    """``FILE<TAB>text``, a line for each code; control characters are written as escapes, so a code cannot forge a line."""
    return [f"{plain(seen.file)}\t{plain(one.text)}" for one in seen.codes]


def plain(text: str) -> str:
    """``text`` with everything that is not printable (and the backslash) as an escape."""
    return "".join(c if c.isprintable() and c != "\\" else c.encode("unicode_escape").decode("ascii") for c in text)


def main(arguments: Sequence[str]) -> int:
    """Serve ``kiosk read``: 0 also where a file could not be read, 2 where the command line was not understood."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")  # a terminal of any encoding can show every line
    try:
        options = _parser(arguments).parse_args(arguments)
    except SystemExit as done:  # argparse has said what is wrong, or shown the help
        return int(done.code or 0)
    lang = language(options.lang)
    for file in options.images:
        seen = look(file)
        if options.json:
            print(as_json(seen, lang), flush=True)
            continue
        for line in as_lines(seen):
            print(line, flush=True)
        if seen.fault or not seen.codes:
            print(f"{plain(file)}: {say(seen.fault or 'read.no_code', lang)}", file=sys.stderr, flush=True)
    return 0


def _parser(arguments: Sequence[str]) -> Parser:
    options = parser("kiosk read", "about.read", arguments)
    options.add_argument("images", nargs="+", metavar="IMAGE", help="help.read.images")
    options.add_argument("--json", action="store_true", help="help.read.json")
    options.add_argument("--lang", choices=LANGUAGES, help="usage.lang")
    return options
