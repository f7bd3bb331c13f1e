"""``kiosk server ...``: what may be asked and in which words; knows what none of it does."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from platformdirs import user_data_dir

from kiosk.catalogue import LANGUAGES, language
from kiosk.errors import FileTrouble, KioskError, UsageError
from kiosk.wording import complaint

PORT = 8610
ROLES = ("gate", "desk", "self-service")
STAFF_ROLES = ("steward", "registrar", "supervisor", "admin")


def main(arguments: Sequence[str]) -> int:
    """Serve ``kiosk server``: 0 done, 1 it says why not, 2 the command line was not understood."""
    asked = _parser().parse_args(arguments)
    lang = language(getattr(asked, "lang", None))
    asked.lang = lang
    if not hasattr(asked, "database"):
        asked.database = os.environ.get("KIOSK_DATABASE") or f"sqlite:///{Path(user_data_dir('slw-kiosk')) / 'server' / 'server.db'}"
    asked.event = getattr(asked, "event", None)
    try:
        if asked.task is None:
            from sync.server import run  # the libraries behind these take most of a second: each starts with its own alone

            return run.serve(asked)
        from sync.server import tasks

        return tasks.TASKS[asked.task](asked)
    except KioskError as error:
        return _told(error, lang)
    except OSError as error:
        return _told(FileTrouble(error.strerror or str(error), path=str(error.filename or "")), lang)


def _told(error: KioskError, lang: str) -> int:
    print(complaint(error, lang), file=sys.stderr)
    return 2 if type(error) is UsageError else 1


def _parser() -> argparse.ArgumentParser:
    common = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    common.add_argument("--database", metavar="URL", help="sqlite:///PATH or postgresql://USER@HOST/NAME (else $KIOSK_DATABASE)")
    common.add_argument("--event", metavar="ID", help="which event, where the database holds several")
    common.add_argument("--lang", choices=LANGUAGES)
    parser = argparse.ArgumentParser(prog="kiosk server", parents=[common], description="Without a task: serve.")
    parser.add_argument("--host", default="127.0.0.1", help="the address to listen on; 0.0.0.0 for all (put TLS in front of it)")
    parser.add_argument("--port", type=_port, default=PORT, help="0 for any free one")
    parser.add_argument("--public-url", default="", metavar="URL", help="where stations reach this server, for the enrolment codes")
    parser.add_argument("--data", type=Path, metavar="DIR", help="where rosters are kept ready to send")
    parser.add_argument("--die-with-parent", action="store_true", help="end when standard input ends or the parent process dies")
    parser.set_defaults(task=None)
    tasks = parser.add_subparsers(dest="task", metavar="TASK")

    def task(name: str, text: str) -> Any:
        return tasks.add_parser(name, parents=[common], help=text, description=text)

    task("programme", "take a programme file as its event's").add_argument("file", type=Path)
    task("people", "register or update the people in a CSV file").add_argument("file", type=Path)
    _enrolment(task("enrol", "make a one-time code for a station"))
    task("confirm", "let in the station that shows NUMBER").add_argument("number")
    stations = task("stations", "list the stations of the event")
    stations.add_argument("--revoke", metavar="STATION", default="", help="refuse this one from now on")
    _staff(task("staff", "who works here and has a PIN"), common)
    badge = task("badge", "change the standing of badges")
    badge.add_argument("action", choices=("revoke", "block", "unblock"))
    badge.add_argument("codes", nargs="+", metavar="CODE")
    badges = task("badges", "write names and codes for printing badges")
    badges.add_argument("--to", type=Path, required=True, metavar="FILE.csv")
    verify = task("verify", "read every record back and check that none is missing or changed")
    verify.add_argument("--json", action="store_true")
    task("restored", "after restoring the database from a backup: have every station fetch everything again")
    return parser


def _enrolment(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--role", choices=ROLES, required=True)
    parser.add_argument("--zone", required=True)
    parser.add_argument("--name", default="", help="what people call this station")
    parser.add_argument("--confirm", action="store_true", help="a person must also confirm the number the station shows")
    parser.add_argument("--ttl", type=_minutes, default=10.0, metavar="MIN", help="minutes the code is good for (10)")
    parser.add_argument("--url", default="", help="where the station reaches the server (else as it was last started)")
    parser.add_argument("--qr", type=Path, metavar="FILE", help="write the QR there (.svg or .png)")
    parser.add_argument("--json", action="store_true")


def _staff(parser: argparse.ArgumentParser, common: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True)
    add = actions.add_parser("add", parents=[common], help="a person, with a PIN asked for")
    add.add_argument("--name", required=True)
    add.add_argument("--role", choices=STAFF_ROLES, required=True)
    add.add_argument("--id", default="", help="give this person another PIN")
    add.add_argument("--pin-stdin", action="store_true", help="read the PIN from standard input")
    actions.add_parser("list", parents=[common], help="everybody, names masked")
    actions.add_parser("block", parents=[common], help="take a PIN out of use").add_argument("id")


def _minutes(text: str) -> float:
    minutes = float(text)
    if not 0 < minutes <= 60 * 24 * 31:
        raise argparse.ArgumentTypeError(text)
    return minutes


def _port(text: str) -> int:
    port = int(text)
    if not 0 <= port <= 65_535:
        raise argparse.ArgumentTypeError(text)
    return port
