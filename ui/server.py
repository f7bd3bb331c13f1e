"""``kiosk server``: the server's own command line, with a painter for its sheets: paper is Qt's work, and Qt is loaded for nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from sync.server import command

if TYPE_CHECKING:
    from kiosk.review import Sheet


def main(arguments: Sequence[str]) -> int:
    """As ``sync.server.command.main``."""
    return command.main(arguments, _paint)


def _paint(sheet: Sheet, path: Path, lang: str) -> None:
    from ui.sheet import write

    write(sheet, path, lang)
