"""``kiosk badge keygen|sign|check|make``: codes of badges and the keys they are signed with, offline; knows no server."""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path

from kiosk import badge, config, keyfile, signing
from kiosk.catalogue import LANGUAGES, language, say
from kiosk.commandline import Parser, parser
from kiosk.commands.read import plain
from kiosk.config import Identity
from kiosk.errors import FileTrouble, KioskError, UsageError
from kiosk.feed import FeedReader
from kiosk.inspection import Finding, inspect
from kiosk.keyfile import Key, KeyFileBroken
from kiosk.model import CodeKind, DeskKey
from kiosk.places import Places, station_in
from kiosk.signing import Certificate, Signers

DAY_US = 86_400_000_000
FOV_DEG, PIXELS, WIDTH_MM = 70.0, 1280, 40.0
"""A common webcam (78 degrees from corner to corner) at 720p, and a code as wide as a badge has room for."""


class NotACode(UsageError):
    """A text in none of the forms a badge may have."""

    key = "badge.not_a_code"


class BadNumber(UsageError):
    """Event keys and desk keys have numbers of their own."""

    key = "badge.bad_number"


class BadForm(UsageError):
    """A picture is written as SVG or PNG."""

    key = "badge.bad_form"


class NoPrintingDesk(KioskError):
    """No certified key is known for this station."""

    key = "badge.no_printing_desk"


class SeveralEvents(UsageError):
    """The keys given are of several events."""

    key = "badge.several_events"


def main(arguments: Sequence[str]) -> int:
    """0 done or every code valid, 1 a code is not (or stderr says why it could not be done), 2 the command line was not understood."""
    asked = _parser(arguments).parse_args(arguments)
    lang = language(asked.lang)
    try:
        return int(asked.serve(asked, lang))
    except KioskError as error:
        print(say(error.key, lang, **error.values), file=sys.stderr)
        return 2 if isinstance(error, UsageError) else 1
    except FileExistsError as error:
        print(say("badge.file_exists", lang, file=error.filename), file=sys.stderr)
        return 1
    except OSError as error:
        fault = FileTrouble(error.strerror or str(error), path=str(error.filename or ""))
        print(say(fault.key, lang, **fault.values), file=sys.stderr)
        return 1


def _keygen(asked: argparse.Namespace, lang: str) -> int:
    private, public = keyfile.generate()
    if asked.by is None:
        key = Key("event", asked.event, asked.number or signing.EVENT_KEYS[0], public, private)
        if key.number not in signing.EVENT_KEYS:
            raise BadNumber
    else:
        issuer = keyfile.load(asked.by, secret=True)
        number, now = asked.number or signing.DESK_KEYS.start, _now()
        if issuer.kind != "event":
            raise KeyFileBroken("only an event's key certifies", path=str(asked.by))
        if number not in signing.DESK_KEYS:
            raise BadNumber
        told = Certificate(issuer.number, number, now - DAY_US, now + asked.days * DAY_US, public)
        key = Key("desk", issuer.event, number, public, private, signing.certify(issuer.private, told, issuer.event))
    beside = keyfile.save(key, asked.to)
    print(say(f"badge.made_{key.kind}_key", lang, number=key.number, event=key.event, secret=asked.to, public=beside))
    return 0


def _sign(asked: argparse.Namespace, _lang: str) -> int:
    key = _own_key(asked.data) if asked.key is None else keyfile.load(asked.key, secret=True)
    code = badge.typed(asked.code) if asked.code else badge.new_code()
    if badge.parse(code, key.event, b"", {}).kind is not CodeKind.BADGE:
        raise NotACode(code=plain(asked.code))
    print(badge.sign(key.private, key.number, code, asked.category, asked.day, key.event))
    return 0


def _own_key(folder: Path) -> Key:
    """The key the station of ``folder`` may sign with: its own, if the event certified it and did not take that back."""
    identity, desk_keys = _station(folder)
    public = keyfile.public_of(identity.private_key)
    number = Signers(identity.event, identity.signers, desk_keys).number_of(public, _now())
    if number is None:
        raise NoPrintingDesk(folder=folder)
    return Key("desk", identity.event, number, public, identity.private_key)


def _station(folder: Path) -> tuple[Identity, tuple[DeskKey, ...]]:
    """Who the station of ``folder`` is, and the desk keys it heard of."""
    places = station_in(folder) or Places(folder)
    feed = FeedReader(places.feed)
    try:
        return config.load(places), feed.desk_keys()
    finally:
        feed.close()


def _check(asked: argparse.Namespace, lang: str) -> int:
    event, signers = _trusted(asked)
    findings = [inspect(text, event, signers, _now()) for text in asked.codes]
    for found in findings:
        print(json.dumps(asdict(found)) if asked.json else _told(found, lang))
    return 0 if all(found.valid for found in findings) else 1


def _trusted(asked: argparse.Namespace) -> tuple[str, Signers]:
    """The event, and the keys of it that were given: those of a station's folder, those of key files."""
    events: set[str] = set()
    roots: dict[int, bytes] = {}
    desks: list[DeskKey] = []
    if asked.data is not None:
        identity, desk_keys = _station(asked.data)
        events.add(identity.event)
        roots.update(identity.signers)
        desks.extend(desk_keys)
    for path in asked.trust:
        key = keyfile.load(path)
        events.add(key.event)
        if key.kind == "event":
            roots[key.number] = key.public
        else:
            desks.append(DeskKey(key.certificate))
    if len(events) > 1:
        raise SeveralEvents(events=", ".join(sorted(events)))
    event = next(iter(events), "")
    return event, Signers(event, roots, desks)


def _told(found: Finding, lang: str) -> str:
    what = say(f"badge.kind.{found.kind}", lang)
    if not found.valid:
        return f"{plain(found.code)}\t{what}\t{say(f'badge.why.{found.why}', lang, key=found.key)}"
    values = {"key": found.key, "category": found.category, "day": found.day or say("badge.every_day", lang)}
    return f"{found.code}\t{what}\t{say('badge.signed' if found.key is not None else 'badge.form_whole', lang, **values)}"


def _make(asked: argparse.Namespace, lang: str) -> int:
    from kiosk import printed  # the maker of symbols takes longer to load than all the rest

    code = badge.typed(asked.code) if asked.code else badge.new_code()
    if badge.parse(code, "", b"", {}).kind is CodeKind.FOREIGN:
        raise NotACode(code=plain(asked.code))
    if asked.to.suffix.lower() not in printed.FORMS:
        raise BadForm(file=asked.to)
    made = printed.symbol(code)
    across = printed.modules(made)
    module = printed.save(made, asked.to, asked.module or asked.width / across)
    reach = printed.reach_mm(module, asked.fov, asked.pixels)
    if asked.json:
        values = {"code": code, "symbol": made.designator, "modules": across, "module_mm": round(module, 3)}
        print(json.dumps(values | {"width_mm": round(module * across, 2), "reach_mm": round(reach), "file": str(asked.to)}))
        return 0
    print(say(
        "badge.made", lang, code=code, file=asked.to, symbol=made.designator, modules=across, module=f"{module:.2f}",
        width=f"{module * across:.1f}", reach=f"{reach / 10:.0f}", fov=f"{asked.fov:g}", pixels=asked.pixels,
    ))  # fmt: skip
    return 0


def _now() -> int:
    return time.time_ns() // 1_000


def _parser(arguments: Sequence[str]) -> Parser:
    options = parser("kiosk badge", "about.badge", arguments)
    actions = options.add_tasks("action")

    def action(serve: Callable[[argparse.Namespace, str], int]) -> Parser:
        name = serve.__name__.removeprefix("_")
        made = options.add_task(actions, name, f"help.badge.{name}")
        made.set_defaults(serve=serve)
        made.add_argument("--lang", choices=LANGUAGES, help="usage.lang")
        return made

    keygen = action(_keygen)
    whose = keygen.add_mutually_exclusive_group(required=True)
    whose.add_argument("--event", metavar="ID", help=say("help.badge.event", options.lang))
    whose.add_argument("--by", type=Path, metavar="FILE", help=say("help.badge.by", options.lang))
    keygen.add_argument("--number", type=int, metavar="N", help="help.badge.number")
    keygen.add_argument("--days", type=_within(1, 3650), default=30, metavar="N", help="help.badge.days")
    keygen.add_argument("--to", type=Path, required=True, metavar="FILE", help="help.badge.secret_to")
    sign = action(_sign)
    sign.add_argument("code", nargs="?", default="", metavar="CODE", help="help.badge.code")
    whose = sign.add_mutually_exclusive_group(required=True)
    whose.add_argument("--key", type=Path, metavar="FILE", help=say("help.badge.key", options.lang))
    whose.add_argument("--data", type=Path, metavar="DIR", help=say("help.badge.own", options.lang))
    sign.add_argument("--category", type=_within(0, 15), default=0, metavar="N", help="help.badge.category")
    sign.add_argument("--day", type=_within(0, 15), default=0, metavar="N", help="help.badge.day")
    check = action(_check)
    check.add_argument("codes", nargs="+", metavar="CODE", help="help.badge.codes")
    check.add_argument("--trust", type=Path, action="append", default=[], metavar="FILE.pub", help="help.badge.trust")
    check.add_argument("--data", type=Path, metavar="DIR", help="help.badge.data")
    check.add_argument("--json", action="store_true", help="usage.json")
    make = action(_make)
    make.add_argument("code", nargs="?", default="", metavar="CODE", help="help.badge.code")
    make.add_argument("--to", type=Path, required=True, metavar="FILE", help="help.badge.picture")
    size = make.add_mutually_exclusive_group()
    size.add_argument("--module", type=_within(0.01, 1_000, float), metavar="MM", help=say("help.badge.module", options.lang))
    size.add_argument(
        "--width", type=_within(0.2, 10_000, float), default=WIDTH_MM, metavar="MM", help=say("help.badge.width", options.lang)
    )
    make.add_argument("--fov", type=_within(1, 179, float), default=FOV_DEG, metavar="DEG", help="help.badge.fov")
    make.add_argument("--pixels", type=_within(1, 100_000), default=PIXELS, metavar="N", help="help.badge.pixels")
    make.add_argument("--json", action="store_true", help="usage.json")
    return options


def _within(least: float, most: float, kind: type[int] | type[float] = int) -> Callable[[str], float]:
    def number(text: str) -> float:
        value = kind(text)
        if not least <= value <= most:
            raise argparse.ArgumentTypeError(text)
        return value

    return number
