"""``kiosk access verify``, ``list`` and ``export``: a station's access log from outside; whoever downloads it says why, on record."""

from __future__ import annotations

import getpass
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from zoneinfo import ZoneInfo

from kiosk import access, config
from kiosk.access import COLUMNS, Entry, Month, NoReason, entry_of, month_of, row_of
from kiosk.catalogue import LANGUAGES, language, say
from kiosk.clock import SystemClock
from kiosk.commandline import Parser, parser
from kiosk.commands.export import ExportExists, write
from kiosk.commands.journal import NONE_FOUND
from kiosk.errors import FileTrouble, KioskError, UsageError
from kiosk.feed import FeedReader
from kiosk.instance import Hold
from kiosk.journal import Draft, Journal
from kiosk.model import Kind
from kiosk.outbox import Mark, Outbox
from kiosk.places import Places, station_in
from kiosk.programme import load
from kiosk.verify import verify_station

AT_ONCE = 1_000
FALLBACK = ZoneInfo("Asia/Seoul")


def main(arguments: Sequence[str]) -> int:
    """0 whole or written, 1 broken or not written (stderr says why), 2 wrong usage or no access log there."""
    asked = _parser(arguments).parse_args(arguments)
    lang = language(asked.lang)
    try:
        places = station_in(asked.data)
        if places is None or not places.access.is_file():
            print(say("access.none_found", lang, data=asked.data), file=sys.stderr)
            return NONE_FOUND
        if asked.action == "verify":
            return _verify(places, asked.json, lang)
        timezone = _timezone(places)
        month = month_of(asked.month, timezone) if asked.month else None
        if asked.action == "export":
            assert month is not None
            rows = export(places, month, asked.reason, asked.to, replace=asked.force)
            print(say("access.exported", lang, rows=f"{rows:,}", file=asked.to))
            return 0
        for entry in _entries(places, month):
            print(*row_of(entry, timezone).values(), sep="\t")
    except KioskError as error:
        print(say(error.key, lang, **error.values), file=sys.stderr)
        return 2 if isinstance(error, UsageError) else 1
    except OSError as error:
        print(say(FileTrouble.key, lang, path=error.filename or "", detail=error.strerror or error), file=sys.stderr)
        return 1
    return 0


def export(places: Places, month: Month, reason: str, target: Path, *, replace: bool = False) -> int:
    """Write ``month`` of the log to ``target``; returns how many lines. That it was, and why, stands in it before the file is there.

    The station must not be at work: its own thread alone writes the log. Raises NoReason, StoreInUse, and as ``write``."""
    if not reason.strip():
        raise NoReason
    if target.exists() and not replace:
        raise ExportExists(file=str(target))
    identity, clock = config.load(places), SystemClock()
    with Hold(places.lock):
        log = Journal(places.access, identity.event, identity.station, clock)
        try:
            detail = access.detail_of(reason, sum(1 for _ in _entries(places, month)), of=access.ACCESS_LOG, month=month.name)
            offset, error = _offset(places)
            log.append(Draft(Kind.EXPORT, clock.wall(), clock.mono(), offset, error, operator=getpass.getuser()[:64], detail=detail))
        finally:
            log.close()
        return write((row_of(entry, month.timezone) for entry in _entries(places, month)), target, replace, COLUMNS)


def _entries(places: Places, month: Month | None) -> Iterator[Entry]:
    outbox = Outbox(places.access)
    try:
        marks: dict[bytes, Mark] = {}
        while (batch := outbox.batch(marks, AT_ONCE)) is not None and batch.records:
            marks[batch.epoch] = Mark(batch.records[-1].row)
            for entry in map(entry_of, batch.records):
                if month is None or month.since <= entry.at < month.until:
                    yield entry
    finally:
        outbox.close()


def _timezone(places: Places) -> ZoneInfo:
    feed = FeedReader(places.feed)
    try:
        held = feed.programme()
        return load(held.text).timezone if held else FALLBACK
    except KioskError:
        return FALLBACK
    finally:
        feed.close()


def _offset(places: Places) -> tuple[int | None, int | None]:
    """Server clock minus ours as last measured, and its error, us."""
    feed = FeedReader(places.feed)
    try:
        return feed.clock() or (None, None)
    finally:
        feed.close()


def _parser(arguments: Sequence[str]) -> Parser:
    options = parser("kiosk access", "about.access", arguments)
    actions = options.add_tasks("action")
    check = options.add_task(actions, "verify", "help.access.verify")
    check.add_argument("--json", action="store_true", help="help.journal.json")
    shown = options.add_task(actions, "list", "help.access.list")
    shown.add_argument("--month", default="", metavar="YYYY-MM", help="help.access.month")
    written = options.add_task(actions, "export", "help.access.export")
    written.add_argument("--month", required=True, metavar="YYYY-MM", help="help.access.month")
    written.add_argument("--reason", required=True, help="help.access.reason")
    written.add_argument("--to", type=Path, required=True, metavar="FILE", help="help.access.to")
    written.add_argument("--force", action="store_true", help="help.journal.force")
    for action in (check, shown, written):
        action.add_argument("--data", type=Path, required=True, metavar="DIR", help="help.journal.data")
        action.add_argument("--lang", choices=LANGUAGES, help="usage.lang")
    return options


def _verify(places: Places, as_json: bool, lang: str) -> int:
    found = verify_station(places, places.access)
    for fault in found.faults:
        print(say(f"journal.trouble.{fault.trouble}", lang, row=fault.row, epoch=fault.epoch[:8]), file=sys.stderr)
    if as_json:
        summary = {"ok": found.ok, "rows": found.rows, "head": found.head, "anchored": found.anchored, "unsent": found.unsent}
        print(json.dumps(summary))
    else:
        print(say("access.whole" if found.ok else "access.broken", lang, rows=f"{found.rows:,}", unsent=f"{found.unsent:,}"))
    return 0 if found.ok else 1
