"""``kiosk journal verify``, ``export`` and ``salvage``: looks at a station's journal from outside, at work or copied; changes nothing."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path

from kiosk.catalogue import LANGUAGES, language, say
from kiosk.commandline import Parser, parser
from kiosk.commands.export import export, salvage
from kiosk.errors import FileTrouble, KioskError, UsageError
from kiosk.places import Places, station_in
from kiosk.verify import Verified, verify_station

NONE_FOUND = 2


def main(arguments: Sequence[str]) -> int:
    """0 whole or written, 1 broken or not written (stderr says why), 2 wrong usage or no journal there."""
    asked = _parser(arguments).parse_args(arguments)
    lang = language(asked.lang)
    try:
        places = station_in(asked.data)
        if places is None:
            print(say("journal.none_found", lang, data=asked.data), file=sys.stderr)
            return NONE_FOUND
        if asked.action == "verify":
            return _verify(places, asked.json, lang)
        if asked.action == "salvage":
            files, rows = salvage(places, asked.to, replace=asked.force)
            print(say("journal.salvaged" if files else "journal.nothing_broken", lang, files=files, rows=f"{rows:,}", file=asked.to))
            return 0
        rows = export(places.journal, asked.to, replace=asked.force)
        print(say("journal.exported", lang, rows=f"{rows:,}", file=asked.to))
    except KioskError as error:
        return _told(error, lang)
    except OSError as error:
        return _told(FileTrouble(error.strerror or str(error), path=str(error.filename or "")), lang)
    return 0


def _parser(arguments: Sequence[str]) -> Parser:
    options = parser("kiosk journal", "about.journal", arguments)
    actions = options.add_tasks("action")
    verify = options.add_task(actions, "verify", "help.journal.verify")
    verify.add_argument("--json", action="store_true", help="help.journal.json")
    export = options.add_task(actions, "export", "help.journal.export")
    salvage = options.add_task(actions, "salvage", "help.journal.salvage")
    for action in (export, salvage):
        action.add_argument("--to", type=Path, required=True, metavar="FILE", help="help.journal.to")
        action.add_argument("--force", action="store_true", help="help.journal.force")
    for action in (verify, export, salvage):
        action.add_argument("--data", type=Path, required=True, metavar="DIR", help="help.journal.data")
        action.add_argument("--lang", choices=LANGUAGES, help="usage.lang")
    return options


def _verify(places: Places, as_json: bool, lang: str) -> int:
    found = verify_station(places)
    for fault in found.faults:
        print(say(f"journal.trouble.{fault.trouble}", lang, row=fault.row, epoch=fault.epoch[:8]), file=sys.stderr)
    if as_json:
        print(json.dumps(_summary(found)))
    else:
        key = "journal.whole" if found.ok else "journal.broken"
        print(say(key, lang, rows=f"{found.rows:,}", anchored=f"{found.anchored:,}", unsent=f"{found.unsent:,}", head=found.head[:16]))
    return 0 if found.ok else 1


def _summary(found: Verified) -> dict[str, object]:
    return {"ok": found.ok, "rows": found.rows, "head": found.head, "anchored": found.anchored, "unsent": found.unsent}


def _told(error: KioskError, lang: str) -> int:
    print(say(error.key, lang, **error.values), file=sys.stderr)
    return 2 if isinstance(error, UsageError) else 1
