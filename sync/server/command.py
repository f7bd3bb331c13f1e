"""``kiosk server ...``: what may be asked and in which words; knows what none of it does."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from platformdirs import user_data_dir

from kiosk.catalogue import LANGUAGES, language, say
from kiosk.commandline import Parser, spoken
from kiosk.errors import FileTrouble, KioskError, UsageError
from kiosk.wording import complaint

if TYPE_CHECKING:
    from kiosk.review import Sheet

    Paint = Callable[[Sheet, Path, str], None]

PORT = 8610
ROLES = ("gate", "desk", "self-service")
RULINGS = ("first", "second", "both", "neither")
STAFF_ROLES = ("steward", "registrar", "supervisor", "admin")


def main(arguments: Sequence[str], paint: Paint | None = None) -> int:
    """Serve ``kiosk server``: 0 done, 1 it says why not, 2 the command line was not understood. ``paint`` makes a PDF of a sheet."""
    asked = _parser(arguments).parse_args(arguments)
    asked.paint = paint
    lang = language(getattr(asked, "lang", None))
    asked.lang = lang
    if not hasattr(asked, "database"):
        asked.database = os.environ.get("KIOSK_DATABASE") or f"sqlite:///{Path(user_data_dir('slw-kiosk')) / 'server' / 'server.db'}"
    asked.event = getattr(asked, "event", None)
    asked.data = getattr(asked, "data", None)
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


def folder_of(asked: argparse.Namespace, database: Path | None) -> Path:
    """Where the server keeps what is not in its database: rosters ready to send, its certificates. ``database``: its file, if it is one."""
    return Path(asked.data or (database.parent if database else Path(user_data_dir("slw-kiosk")) / "server"))


def _told(error: KioskError, lang: str) -> int:
    print(complaint(error, lang), file=sys.stderr)
    return 2 if type(error) is UsageError else 1


def _parser(arguments: Sequence[str]) -> Parser:
    lang = spoken(arguments)
    common = Parser(lang=lang, add_help=False, argument_default=argparse.SUPPRESS)
    common.add_argument("--database", metavar="URL", help="help.server.database")
    common.add_argument("--event", metavar="ID", help="help.server.event")
    common.add_argument("--data", type=Path, metavar="DIR", help="help.server.data")
    common.add_argument("--lang", choices=LANGUAGES, help="usage.lang")
    options = Parser("kiosk server", "about.server", lang=lang, parents=[common])
    options.add_argument("--host", default="127.0.0.1", help="help.server.host")
    options.add_argument("--port", type=_port, default=PORT, help="help.server.port")
    options.add_argument("--public-url", default="", metavar="URL", help="help.server.public_url")
    options.add_argument("--tls", action="store_true", help="help.server.tls")
    options.add_argument("--die-with-parent", action="store_true", help="help.server.die_with_parent")
    options.set_defaults(task=None)
    tasks = options.add_tasks("task", required=False)

    def task(name: str) -> Parser:
        return options.add_task(tasks, name, f"help.server.{name}", parents=[common])

    task("programme").add_argument("file", type=Path, metavar="FILE", help="help.server.file")
    task("people").add_argument("file", type=Path, metavar="FILE", help="help.server.file")
    _enrolment(task("enrol"))
    task("confirm").add_argument("number", metavar="NUMBER", help="help.server.number")
    task("stations").add_argument("--revoke", metavar="STATION", default="", help="help.server.revoke")
    _staff(task("staff"), common)
    badge = task("badge")
    badge.add_argument("action", choices=("revoke", "block", "unblock"), help="help.server.badge_action")
    badge.add_argument("codes", nargs="+", metavar="CODE", help="help.server.codes")
    badges = task("badges")
    badges.add_argument("--to", type=Path, required=True, metavar="FILE.csv", help="help.server.to")
    badges.add_argument("--force", action="store_true", help="help.server.force")
    badges.add_argument("--reason", required=True, help="help.access.reason")
    badges.add_argument("--pin-stdin", action="store_true", help="help.server.two_pins")
    _access(task("access"), common)
    _keys(task("keys"), common)
    task("verify").add_argument("--json", action="store_true", help="usage.json")
    _conflicts(task("conflicts"), common)
    backup = task("seal").add_mutually_exclusive_group(required=True)
    backup.add_argument("--to", type=Path, metavar="FILE.db", help=say("help.server.seal_to", lang))
    backup.add_argument("--check", type=Path, metavar="FILE.db", help=say("help.server.seal_check", lang))
    task("restored")
    sunset = task("sunset")
    sunset.add_argument("--to", type=Path, required=True, metavar="FILE.json", help="help.server.sunset_to")
    sunset.add_argument("--pin-stdin", action="store_true", help="help.server.two_pins")
    task("init").add_argument("--rotate", action="store_true", help="help.server.rotate")
    return options


def _enrolment(task: Parser) -> None:
    task.add_argument("--role", choices=ROLES, required=True, help="help.server.role")
    task.add_argument("--zone", required=True, help="help.server.zone")
    task.add_argument("--name", default="", help="help.server.name")
    task.add_argument("--confirm", action="store_true", help="help.server.must_confirm")
    task.add_argument("--ttl", type=_minutes, default=10.0, metavar="MIN", help="help.server.ttl")
    task.add_argument("--url", default="", help="help.server.url")
    task.add_argument("--qr", type=Path, metavar="FILE", help="help.server.qr")
    task.add_argument("--json", action="store_true", help="usage.json")


def _staff(task: Parser, common: Parser) -> None:
    actions = task.add_tasks("action")
    add = task.add_task(actions, "add", "help.server.staff_add", parents=[common])
    add.add_argument("--name", required=True, help="help.server.staff_name")
    add.add_argument("--role", choices=STAFF_ROLES, required=True, help="help.server.staff_role")
    add.add_argument("--id", default="", help="help.server.staff_id")
    add.add_argument("--badge", default="", metavar="CODE", help="help.server.staff_badge")
    add.add_argument("--pin-stdin", action="store_true", help="help.server.pin_stdin")
    task.add_task(actions, "list", "help.server.staff_list", parents=[common])
    task.add_task(actions, "block", "help.server.staff_block", parents=[common]).add_argument(
        "id", metavar="ID", help="help.server.staff_who"
    )


def _keys(task: Parser, common: Parser) -> None:
    actions = task.add_tasks("action")
    task.add_task(actions, "list", "help.server.keys_list", parents=[common])
    add = task.add_task(actions, "add", "help.server.keys_add", parents=[common])
    add.add_argument("file", type=Path, metavar="FILE.pub", help="help.server.keys_file")
    add.add_argument("--name", default="", help="help.server.keys_name")
    revoke = task.add_task(actions, "revoke", "help.server.keys_revoke", parents=[common])
    revoke.add_argument("number", type=int, metavar="NUMBER", help="help.server.keys_number")
    export = task.add_task(actions, "export", "help.server.keys_export", parents=[common])
    export.add_argument("--to", type=Path, required=True, metavar="FILE", help="help.badge.secret_to")


def _access(task: Parser, common: Parser) -> None:
    actions = task.add_tasks("action")
    task.add_task(actions, "verify", "help.access.verify", parents=[common])
    shown = task.add_task(actions, "list", "help.access.list", parents=[common])
    written = task.add_task(actions, "export", "help.access.export", parents=[common])
    sheet = task.add_task(actions, "review", "help.server.access_review", parents=[common])
    task.add_task(actions, "drop", "help.server.access_drop", parents=[common])
    for action in (shown, written, sheet):
        action.add_argument("--month", required=True, metavar="YYYY-MM", help="help.access.month")
    for action, to in ((written, "help.access.to"), (sheet, "help.access.review_to")):
        action.add_argument("--reason", required=True, help="help.access.reason")
        action.add_argument("--to", type=Path, required=True, metavar="FILE", help=to)
        action.add_argument("--force", action="store_true", help="help.server.force")


def _conflicts(task: Parser, common: Parser) -> None:
    task.add_argument("--all", action="store_true", help="help.server.all_conflicts")
    task.add_argument("--json", action="store_true", help="usage.json")
    decide = task.add_task(task.add_tasks("action", required=False), "decide", "help.server.decide", parents=[common])
    decide.add_argument("id", metavar="ID", help="help.server.conflict_id")
    decide.add_argument("--verdict", choices=RULINGS, required=True, help="help.server.ruling")
    decide.add_argument("--by", required=True, help="help.server.by")
    decide.add_argument("--why", required=True, help="help.server.why")


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
