"""``kiosk printer``: a test badge on a printer, and which printers there are; knows the command line, not how a badge is printed."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.catalogue import LANGUAGES, language, say
from kiosk.commandline import parser
from kiosk.errors import KioskError, UsageError
from kiosk.wording import complaint

if TYPE_CHECKING:
    from kiosk.programme import Programme
    from ui.printing.face import BadgeFace

EXAMPLES = ("pdf:badges", "os:Office", "zpl://192.0.2.10?dpi=203&width=62", "ql://192.0.2.11?model=QL-820NWB&label=62")
"""Addresses as documentation may show them (RFC 5737)."""


def main(arguments: Sequence[str]) -> int:
    """0 done, 1 it says why not, 2 the command line was not understood."""
    options = parser("kiosk printer", "about.printer", arguments)
    tasks = options.add_tasks("task")
    test = options.add_task(tasks, "test", "help.printer.test")
    test.add_argument("printer", metavar="PRINTER", help="help.printer.printer")
    test.add_argument("--category", metavar="ID", help="help.printer.category")
    test.add_argument("--programme", type=Path, metavar="FILE", help="help.printer.programme")
    test.add_argument("--templates", type=Path, metavar="DIR", help="help.printer.templates")
    listing = options.add_task(tasks, "list", "help.printer.list")
    for one in (test, listing):
        one.add_argument("--lang", choices=LANGUAGES, help="usage.lang")
    asked = options.parse_args(arguments)
    lang = language(asked.lang)

    from ui.application import application, no_display

    application(offscreen=no_display())
    if asked.task == "list":
        _list(lang)
        return 0
    try:
        _test(asked.printer, asked.category, asked.programme, asked.templates, lang)
    except KioskError as error:
        print(complaint(error, lang), file=sys.stderr)
        return 1
    return 0


def _list(lang: str) -> None:
    from ui.printing.outlet import system_printers

    names = system_printers()
    print("\n".join(f"os:{name}" for name in names) if names else say("printer.none", lang))
    print(say("printer.forms", lang))
    print("\n".join(f"  {example}" for example in EXAMPLES))


def _test(printer: str, category: str | None, programme: Path | None, templates: Path | None, lang: str) -> None:
    """Print it, and say what happened. Raises KioskError."""
    from kiosk.printing.target import target
    from kiosk.programme import load_file
    from ui.badges import TEMPLATES, no_glyphs
    from ui.printing.outlet import outlet
    from ui.showcase import load_programme

    way = outlet(target(printer), templates or TEMPLATES)
    face = nobody(load_file(programme) if programme else load_programme(), category)
    template = way.template(face.category.id)
    boxes = no_glyphs(face, template)
    written = way.put(face, lambda: False)
    print(say("printer.tested", lang, name=template.name, wide=template.width, high=template.height))
    if written:
        print(say("printer.written", lang, file=written))
    if boxes:
        print(say("printer.no_glyphs", lang, letters=boxes))


def nobody(programme: Programme, category: str | None) -> BadgeFace:
    """A badge of a person there is not, with a code no roster has. Raises UsageError for a category the programme does not have."""
    from kiosk import badge
    from ui.printing.face import badge_face

    kind = programme.category(category) if category else programme.categories[0]
    if kind is None:
        raise UsageError(f"--category {category}: {', '.join(one.id for one in programme.categories)}")
    return badge_face(programme, kind, badge.new_code(), "홍길동", second="HONG Gildong", company="시험 출력 · Test print")
