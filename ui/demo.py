"""``kiosk demo``: server, event, crowd and gate at one glance; wires what is there already and invents nothing but people."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from kiosk.catalogue import LANGUAGES, language, say
from kiosk.clock import SystemClock
from kiosk.commandline import Parser, parser
from kiosk.errors import KioskError, UsageError
from kiosk.instance import Hold
from kiosk.log import Log
from kiosk.places import Places, home
from kiosk.store import guarded
from ui.demo_server import DemoServer

ROLES = {"gate": ("station", "smart-life"), "desk": ("desk", "registration"), "self-service": ("self-service", "registration")}
"""Role -> the folder of its station, and the zone it stands at unless told."""

PATIENCE_S = 30.0
"""How long nothing may get through at the end before the demo gives up on the rest."""


def main(arguments: Sequence[str]) -> int:
    """0 with nothing missing, twice or unsent; 1 otherwise; 2 for a wrong command line."""
    asked = _parser(arguments).parse_args(arguments)
    lang = language(asked.lang)
    try:
        return _run(asked, lang)
    except KioskError as error:
        print(say(error.key, lang, **error.values), file=sys.stderr)
        return 2 if isinstance(error, UsageError) else 1


def _parser(arguments: Sequence[str]) -> Parser:
    options = parser("kiosk demo", "about.demo", arguments)
    options.add_argument("--role", choices=tuple(ROLES), default="gate", help="help.demo.role")
    options.add_argument("--zone", metavar="ID", help="help.demo.zone")
    options.add_argument("--camera", metavar="SRC", help="help.demo.camera")
    options.add_argument("--scans", type=_count, metavar="N", help="help.demo.scans")
    options.add_argument("--headless", action="store_true", help="usage.headless")
    options.add_argument("--data", type=Path, default=home() / "demo", metavar="DIR", help="help.demo.data")
    options.add_argument("--json", action="store_true", help="help.demo.json")
    options.add_argument("--no-push", action="store_true", help="help.no_push")
    options.add_argument("--patience", type=float, default=PATIENCE_S, help=argparse.SUPPRESS)  # for trying out an end without a server
    options.add_argument("--windowed", action="store_true", help="usage.windowed")
    options.add_argument("--lang", choices=LANGUAGES, help="usage.lang")
    return options


def _count(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(text)
    return number


def _run(asked: argparse.Namespace, lang: str) -> int:
    with guarded(asked.data):
        places = Places(asked.data / ROLES[asked.role][0]).make()
        server = DemoServer(asked.data)
    with Hold(places.lock):
        log = Log(places.log)
        try:
            return _serve(asked, lang, places, server)
        finally:
            server.stop()
            log.close()


def _serve(asked: argparse.Namespace, lang: str, places: Places, server: DemoServer) -> int:
    from ui.demo_event import SUPERVISOR, SUPERVISOR_PIN, set_up

    identity, programme = set_up(server, places, asked.zone or ROLES[asked.role][1], asked.role)
    from ui.application import application, no_display, plain_imports, until_told
    from ui.demo_account import account
    from ui.demo_gate import DemoGate

    if not asked.json:
        key = "demo.signed_in" if asked.role == "desk" else "demo.pin"
        print(say(key, lang, name=SUPERVISOR, pin=SUPERVISOR_PIN), flush=True)
    plain_imports()
    offscreen = asked.headless or no_display()
    app = application(offscreen=offscreen)
    full_screen = not (offscreen or asked.windowed)
    demo = DemoGate(
        places,
        identity,
        programme,
        server,
        SystemClock(),
        lang,
        asked.camera,
        asked.scans,
        full_screen=full_screen,
        patience=asked.patience,
        push=not asked.no_push,
    )
    until_told(demo.finish)
    demo.ended.connect(app.quit)
    demo.show()
    try:
        app.exec()
    finally:
        demo.stop()
    held = account(places, identity, server.database)
    summary = {**demo.tally.counts(), **asdict(held), **demo.papers(), **demo.tally.speed()}
    print(json.dumps(summary) if asked.json else say("demo.summary", lang, **summary))
    return 1 if held.missing or held.twice or held.unsent else 0
