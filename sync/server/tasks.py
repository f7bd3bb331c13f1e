"""What each ``kiosk server`` task does, and what it says when it is done; the work itself is done elsewhere."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import asdict, replace
from datetime import datetime
from zoneinfo import ZoneInfo

import segno
from sqlalchemy import select

from kiosk import keyfile
from kiosk import programme as programmes
from kiosk.badge import grouped, typed
from kiosk.catalogue import say
from kiosk.clock import SystemClock
from kiosk.conflicts import Ruling
from kiosk.errors import PeopleError, UsageError
from kiosk.keyfile import Key
from kiosk.model import Flag
from kiosk.places import Places
from kiosk.staffing import PinDesk, Task
from kiosk.store import write_whole
from kiosk.trust import parted
from sync.invitation import Invitation
from sync.server import access_tasks, conflicts, decisions, ending, lists, sealing, sunset
from sync.server.access_tasks import account, ask_pin
from sync.server.admin import Admin
from sync.server.command import PORT, folder_of
from sync.server.desk_keys import NotCertified
from sync.server.schema import STATION
from sync.server.store import Store
from sync.server.telling import told
from sync.server.tls import Authority
from sync.server.verify import verify

PIN_DIGITS = 6
"""As many as the pad on the gates takes."""
LOG_ZONE = ZoneInfo("Asia/Seoul")


class NoZone(UsageError):
    """The programme has no such zone."""

    key = "server.no_zone"


class BadPin(UsageError):
    """A PIN is six digits."""

    key = "server.bad_pin"


@contextmanager
def _admin(asked: argparse.Namespace) -> Iterator[Admin]:
    store = Store(asked.database)
    try:
        yield Admin(store, asked.event, account())
    finally:
        store.close()


def _programme(asked: argparse.Namespace) -> int:
    programme = programmes.load_file(asked.file)
    with _admin(asked) as admin:
        new = admin.put_programme(programme)
    key = "server.programme_new" if new else "server.programme_changed"
    print(say(key, asked.lang, event=programme.event, name=programme.name.of(asked.lang), zones=len(programme.zones)))
    return 0


def _people(asked: argparse.Namespace) -> int:
    with _admin(asked) as admin:
        sheet = lists.read_file(asked.file, programmes.load(admin.event().programme))
        try:
            done = admin.add_people(sheet.people)
        except PeopleError as error:
            raise PeopleError(faults=[fault._replace(line=sheet.lines[fault.line - 1]) for fault in error.faults]) from None
    print(say("server.people_done", asked.lang, new=f"{done.new:,}", known=f"{done.known:,}", badges=f"{done.badges:,}"))
    return 0


def _enrol(asked: argparse.Namespace) -> int:
    store = Store(asked.database)
    try:
        admin = Admin(store, asked.event)
        zones = [zone.id for zone in programmes.load(admin.event().programme).zones]
        if asked.zone not in zones:
            raise NoZone(asked.zone, zone=asked.zone, zones=", ".join(zones))
        code = admin.new_enrolment(asked.role, asked.zone, asked.name, confirm=asked.confirm, ttl_s=round(asked.ttl * 60))
        url = _reached(asked.url, store.url())
    finally:
        store.close()
    qr = segno.make(Invitation(url, code).text, error="m", micro=False)
    if asked.qr:
        qr.save(str(asked.qr), scale=8, border=4)
    if asked.json:
        print(json.dumps({"url": url, "code": code, "role": asked.role, "zone": asked.zone, "minutes": asked.ttl}))
        return 0
    if sys.stdout.isatty():
        qr.terminal(compact=True)
    print(say("server.code_made", asked.lang, code=grouped(code), url=url, minutes=f"{asked.ttl:g}", plain=code))
    return 0


def _reached(asked: str, stored: str) -> str:
    """Where stations reach the server, its certificates pinned where it has its own."""
    pin = parted(stored)[1]
    if asked:
        return f"{asked}#{pin}" if pin and asked.startswith("https:") and "#" not in asked else asked
    return stored or f"http://127.0.0.1:{PORT}"


def _confirm(asked: argparse.Namespace) -> int:
    with _admin(asked) as admin:
        print(say("server.confirmed", asked.lang, station=admin.confirm(asked.number.replace(" ", ""))))
    return 0


def _stations(asked: argparse.Namespace) -> int:
    store = Store(asked.database)
    try:
        admin = Admin(store, asked.event)
        if asked.revoke:
            admin.revoke_station(asked.revoke)
            print(say("server.revoked", asked.lang, station=asked.revoke))
            return 0
        event = admin.event().id
        with store.read() as connection:
            rows = connection.execute(select(STATION).where(STATION.c.event == event).order_by(STATION.c.id)).all()
            receipts = ending.given(connection, event)
    finally:
        store.close()
    for row in rows:
        end = say(f"server.revoked_{receipts.get(row.id, 0)}", asked.lang) if row.revoked else ""
        print(row.id, row.role, row.zone, _local(row.seen) if row.seen else "-", end, row.name, sep="\t")
    return 0


def _staff(asked: argparse.Namespace) -> int:
    with _admin(asked) as admin:
        if asked.action == "list":
            for person in admin.staff():
                print(person.id, person.role, person.name, "blocked" if person.blocked else "", sep="\t")
        elif asked.action == "block":
            admin.block_staff(asked.id)
            print(say("server.staff_blocked", asked.lang, id=asked.id))
        else:
            pin = ask_pin(asked, "server.ask_pin")
            if len(pin) != PIN_DIGITS or not (pin.isascii() and pin.isdigit()):
                raise BadPin(digits=PIN_DIGITS)
            print(say("server.staff_added", asked.lang, id=admin.add_staff(asked.name, asked.role, pin, asked.id, typed(asked.badge))))
    return 0


def _badge(asked: argparse.Namespace) -> int:
    add = {"revoke": Flag.REVOKED, "block": Flag.BLOCKED, "unblock": Flag.NONE}[asked.action]
    drop = Flag.BLOCKED if asked.action == "unblock" else Flag.NONE
    codes = [typed(code) for code in asked.codes]
    with _admin(asked) as admin:
        unknown = admin.flag(codes, add, drop)
    for code in unknown:
        print(say("server.code_of_nobody", asked.lang, code=grouped(code)), file=sys.stderr)
    print(say("server.badges_changed", asked.lang, count=len(codes) - len(unknown)))
    return 1 if unknown else 0


def _keys(asked: argparse.Namespace) -> int:
    with _admin(asked) as admin:
        if asked.action == "add":
            key = keyfile.load(asked.file)
            if key.event != admin.event().id:
                raise NotCertified
            number = admin.add_desk_key(key.certificate, asked.name)
            print(say("server.key_added", asked.lang, key=number))
        elif asked.action == "revoke":
            admin.revoke_desk_key(asked.number)
            print(say("server.key_revoked", asked.lang, key=asked.number))
        elif asked.action == "export":
            number, private, public = admin.signing_key(spare=True)
            beside = keyfile.save(Key("event", admin.event().id, number, public, private), asked.to)
            print(say("server.key_exported", asked.lang, key=number, secret=asked.to, public=beside))
        else:
            for certificate, name, revoked in admin.desk_keys():
                times = [_local(each) for each in (certificate.valid_from, certificate.valid_until)]
                print(certificate.key_id, *times, "revoked" if revoked else "", name, sep="\t")
    return 0


def _local(us: int) -> str:
    return datetime.fromtimestamp(us / 1e6, LOG_ZONE).isoformat(" ", "seconds")


def _verify(asked: argparse.Namespace) -> int:
    store = Store(asked.database, read_only=True)
    try:
        found = list(verify(store))
    finally:
        store.close()
    for line in found:
        if asked.json:
            print(json.dumps(asdict(line)))
        else:
            values = asdict(replace(line, epoch=line.epoch[:8], head=line.head[:16]))
            print(say("server.journal_line", asked.lang, **values))
    whole = all(line.ok for line in found)
    if not asked.json:
        print(say("server.all_whole" if whole else "server.not_whole", asked.lang, journals=len(found)))
    return 0 if whole else 1


def _conflicts(asked: argparse.Namespace) -> int:
    store = Store(asked.database)
    try:
        event = Admin(store, asked.event).event()
        if asked.action == "decide":
            whole = decisions.decide(store, event.id, asked.id, Ruling(asked.verdict), asked.by, asked.why)
            print(say("server.conflict_decided", asked.lang, id=whole[:12]))
            return 0
        conflicts.examine(store)
        with store.read() as connection:
            found = decisions.listed(connection, event.id, everything=asked.all)
    finally:
        store.close()
    known = programmes.load(event.programme)
    for conflict in found:
        print(conflict.model_dump_json() if asked.json else told(conflict, known, asked.lang))
    if not asked.json:
        print(say("server.conflicts_counted", asked.lang, count=len(found)))
    return 0


def _seal(asked: argparse.Namespace) -> int:
    with closing(Store(asked.database)) as store:
        event = Admin(store, asked.event).event()
        if asked.check:
            found = sealing.check(store, event, asked.check)
        else:
            found = sealing.seal(store, event, asked.to)
            with store.write() as connection:
                ending.remember(connection, found)
    values = {"event": found.event, "journals": len(found.journals), "rows": f"{sum(one.rows for one in found.journals):,}"}
    key = "server.seal_holds" if asked.check else "server.sealed"
    print(say(key, asked.lang, file=asked.check or asked.to, time=_moment(found.made), **values))
    return 0


def _moment(at: int) -> str:
    return datetime.fromtimestamp(at / 1e6, LOG_ZONE).isoformat(" ", "seconds")


def _sunset(asked: argparse.Namespace) -> int:
    with closing(Store(asked.database)) as store:
        folder = folder_of(asked, store.database.file)
        staff = Admin(store, asked.event).staff()
        if any(each.pin for each in staff):  # when their own time is over nobody is left to ask
            pins = ask_pin(asked, "server.ask_first"), ask_pin(asked, "server.ask_second")
            PinDesk(SystemClock(), Places(folder).make().pins).pair(pins, staff, Task.WIPE)
        made = sunset.destroy(store, asked.event, folder / "snapshots")
    write_whole(asked.to, json.dumps({"statement": made.said, "signature": made.signature}, ensure_ascii=False))
    said = json.loads(made.said)
    without = sum(not station["receipt"] for station in said["stations"])
    rows = sum(field["rows"] for field in said["fields"].values())
    values = {"rows": f"{rows:,}", "without": without, "stations": len(said["stations"]), "backups": len(said["backups"])}
    print(say("server.sunset_done", asked.lang, file=asked.to, **values))
    return 0


def _restored(asked: argparse.Namespace) -> int:
    store = Store(asked.database)
    try:
        print(say("server.restored", asked.lang, generation=store.restored()))
    finally:
        store.close()
    return 0


def _init(asked: argparse.Namespace) -> int:
    store = Store(asked.database)
    try:
        folder = folder_of(asked, store.database.file) / "tls"
    finally:
        store.close()
    authority = Authority(folder)
    if asked.rotate:
        authority.rotate()
    print(say("server.authority", asked.lang, folder=folder, pin=authority.pin))
    return 0


TASKS: Mapping[str, Callable[[argparse.Namespace], int]] = {
    "programme": _programme, "people": _people, "enrol": _enrol, "confirm": _confirm, "stations": _stations,
    "staff": _staff, "badge": _badge, "badges": access_tasks.badges, "access": access_tasks.look,
    "keys": _keys, "verify": _verify, "conflicts": _conflicts, "seal": _seal,
    "restored": _restored, "sunset": _sunset,
    "init": _init,
}  # fmt: skip
"""Task -> what serves it."""
