"""``kiosk scanner sheet``: writes the self-test sheet for hand scanners; knows the command line, not what is on the sheet."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from kiosk.catalogue import LANGUAGES, language, say
from kiosk.commandline import parser
from kiosk.errors import KioskError


def main(arguments: Sequence[str]) -> int:
    """0 done, 1 it could not be written, 2 the command line was not understood."""
    options = parser("kiosk scanner", "about.scanner", arguments)
    tasks = options.add_tasks("task")
    sheet = options.add_task(tasks, "sheet", "help.scanner.sheet")
    sheet.add_argument("--to", type=Path, required=True, metavar="FILE.pdf", help="help.scanner.to")
    sheet.add_argument("--lang", choices=LANGUAGES, help="usage.lang")
    asked = options.parse_args(arguments)
    lang = language(asked.lang)

    from ui.application import application
    from ui.scanner_sheet import write

    application(offscreen=True)
    try:
        write(asked.to)
    except KioskError as error:
        print(say(error.key, lang, **error.values), file=sys.stderr)
        return 1
    print(say("scanner.sheet.written", lang, file=asked.to))
    return 0
