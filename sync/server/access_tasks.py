"""``kiosk server access`` and ``badges``: what is taken out of the server, with its reason and whose PINs it takes; knows how to ask."""

from __future__ import annotations

import argparse
import csv
import getpass
import os
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from sqlalchemy import select

from kiosk import programme as programmes
from kiosk.access import ACCESS_LOG as ACCESS_LOG_ITSELF
from kiosk.access import COLUMNS, YEARS, Month, NoReason, month_of, row_of
from kiosk.catalogue import say
from kiosk.clock import SystemClock
from kiosk.commands.export import ExportExists, harmless, write
from kiosk.errors import UsageError
from kiosk.model import Kind
from kiosk.places import Places
from kiosk.review import Sheet, review
from kiosk.staffing import PinDesk, Task
from kiosk.store import sync_folder
from sync.server import access
from sync.server.admin import Admin
from sync.server.command import folder_of
from sync.server.logs import ACCESS_LOG
from sync.server.schema import PERSON
from sync.server.store import Store
from sync.server.verify import verify


class NoPin(UsageError):
    """There is nobody to ask for a PIN."""

    key = "error.no_pin"


class NoPainter(UsageError):
    """There is nothing here that makes a PDF."""

    key = "error.no_painter"


def account() -> str:
    """Whose doing a command is: the account it runs under."""
    try:
        return getpass.getuser()[:64]
    except (OSError, KeyError):  # a container's number without a name
        return str(os.getuid()) if hasattr(os, "getuid") else ""


def ask_pin(asked: argparse.Namespace, question: str) -> str:
    """A PIN, from a terminal that does not show it or, with ``--pin-stdin``, the next line. Raises NoPin."""
    if asked.pin_stdin:
        return sys.stdin.readline().strip()
    if not sys.stdin.isatty():  # getpass would fall back to an echo, or to a traceback
        raise NoPin
    try:
        return getpass.getpass(say(question, asked.lang))
    except EOFError:
        raise NoPin from None


def look(asked: argparse.Namespace) -> int:
    """``kiosk server access``."""
    with closing(Store(asked.database)) as store:
        if asked.action == "verify":
            return _verify(store, asked.lang)
        admin = Admin(store, asked.event, account())
        programme = programmes.load(admin.event().programme)
        if asked.action == "drop":
            chains, lines = access.drop_old(store, programme.event)
            print(say("access.dropped", asked.lang, chains=chains, lines=f"{lines:,}", years=YEARS))
            return 0
        month = month_of(asked.month, programme.timezone)
        if asked.action == "list":
            for entry in access.entries(store, programme.event, month.since, month.until):
                print(*row_of(entry, month.timezone).values(), sep="\t")
            return 0
        _refuse_early(asked)
        admin.note_access(Kind.EXPORT, asked.reason, of=ACCESS_LOG_ITSELF, month=month.name)
        entries = access.entries(store, programme.event, month.since, month.until)
        if asked.action == "export":
            rows = write((row_of(entry, month.timezone) for entry in entries), asked.to, asked.force, COLUMNS)
            print(say("access.exported", asked.lang, rows=f"{rows:,}", file=asked.to))
            return 0
        sheet = review(entries, month, _faults(store, programme.event, asked.lang), asked.lang, programme.name.of(asked.lang))
        _keep(sheet, month, asked)
    return 0


def badges(asked: argparse.Namespace) -> int:
    """``kiosk server badges``: everybody's name and live code, so it takes a reason and the PINs of two people who may."""
    with closing(Store(asked.database)) as store:
        admin = Admin(store, asked.event, account())
        event = admin.event().id
        _refuse_early(asked)
        desk = PinDesk(SystemClock(), Places(folder_of(asked, store.database.file)).make().pins)
        pins = ask_pin(asked, "server.ask_first"), ask_pin(asked, "server.ask_second")
        first, second = desk.pair(pins, admin.staff(), Task.EXPORT)
        names = ("external", "name", "company", "category", "code", "confirmation")
        query = select(*(PERSON.c[name] for name in names)).where(PERSON.c.event == event).order_by(PERSON.c.name, PERSON.c.id)
        admin.note_access(Kind.EXPORT, asked.reason, operator=f"{first.id} {second.id}", count=admin.people())
        with store.picture() as connection:
            rows = (tuple(row) for row in connection.execution_options(yield_per=1000).execute(query))
            written = _table(asked.to, ("id", *names[1:]), rows)
    print(say("server.badges_written", asked.lang, rows=f"{written:,}", file=asked.to))
    return 0


def _refuse_early(asked: argparse.Namespace) -> None:
    """What cannot be written is on nobody's record. Raises NoReason, ExportExists, NoPainter."""
    if not asked.reason.strip():
        raise NoReason
    if asked.to.exists() and not asked.force:
        raise ExportExists(file=str(asked.to))
    if asked.to.suffix.lower() == ".pdf" and getattr(asked, "paint", None) is None:
        raise NoPainter


def _verify(store: Store, lang: str) -> int:
    found = list(verify(store, ACCESS_LOG))
    for line in found:
        values = {"station": line.station, "epoch": line.epoch[:8], "rows": line.rows, "gaps": line.gaps, "quarantined": line.quarantined}
        print(say("server.journal_line", lang, **values, broken=line.broken, head=line.head[:16], event=line.event))
    whole = all(line.ok for line in found)
    print(say("server.all_whole" if whole else "server.not_whole", lang, journals=len(found)))
    return 0 if whole else 1


def _faults(store: Store, event: str, lang: str) -> list[str]:
    bad = (line for line in verify(store, ACCESS_LOG) if line.event == event and not line.ok)
    return [
        say("review.chain_broken", lang, station=line.station, epoch=line.epoch[:8], gaps=line.gaps, broken=line.broken) for line in bad
    ]


def _keep(sheet: Sheet, month: Month, asked: argparse.Namespace) -> None:
    if asked.to.suffix.lower() == ".pdf":
        asked.paint(sheet, asked.to, asked.lang)
    else:
        _table(asked.to, (sheet.title,), _lines(sheet, asked.lang))
    print(say("access.reviewed", asked.lang, month=month.name, file=asked.to))


def _lines(sheet: Sheet, lang: str) -> Iterator[tuple[str, ...]]:
    yield from sheet.facts
    for grid in sheet.grids:
        yield ()
        yield (grid.title,)
        yield grid.head
        yield from grid.rows or ((say("review.none", lang),),)
        if grid.more:
            yield (say("review.more", lang, count=grid.more),)
    yield ()
    yield from ((blank, "") for blank in sheet.blanks)


def _table(target: Path, head: tuple[str, ...], rows: Iterator[tuple[str, ...]]) -> int:
    """Write a CSV that a spreadsheet opens without running anything, its user's alone, whole or not at all; returns how many rows."""
    partial = target.with_name(target.name + ".part")
    partial.unlink(missing_ok=True)
    handle = os.open(partial, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)  # names and live codes
    count = 0
    with os.fdopen(handle, "w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow(head)
        for row in rows:
            writer.writerow([harmless(cell) for cell in row])
            count += 1
        file.flush()
        os.fsync(file.fileno())
    partial.replace(target)
    sync_folder(target.parent)
    return count
