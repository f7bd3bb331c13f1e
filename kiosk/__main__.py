"""The front door: ``kiosk <command>``; knows which module serves which command and imports it only when asked."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import cast

from kiosk.lasting import lasting
from kiosk.undumped import undump

COMMANDS = {
    "demo": "ui.demo",
    "gate": "ui.gate",
    "desk": "ui.desk",
    "self-service": "ui.self_service",
    "shots": "ui.shots",
    "accessibility": "ui.accessibility",
    "enrol": "sync.enrol",
    "server": "ui.server",
    "read": "kiosk.commands.read",
    "journal": "kiosk.commands.journal",
    "access": "kiosk.commands.access",
    "badge": "kiosk.commands.badge",
    "scanner": "ui.scanner",
    "printer": "ui.printer",
    "doctor": "ui.doctor",
    "certificate": "ui.certificate",
    "bench": "ui.bench",
}
"""Command -> the module whose ``main(arguments) -> exit code`` serves it. This file alone names modules above ``kiosk``."""

SECRETIVE = {"demo", "gate", "desk", "self-service", "enrol", "server"}
"""Commands that have keys or names in memory."""

INTERRUPTED = 130
"""As a shell says it of a program that SIGINT (2) ended: 128 + 2."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 0 done, 1 it says why not, 2 the command line was not understood, 130 interrupted from the keyboard."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    if not words or words[0] not in COMMANDS:
        return _front_page(words)
    if words[0] in SECRETIVE:
        undump()
    try:
        with lasting():
            serve = cast(Callable[[Sequence[str]], int], import_module(COMMANDS[words[0]]).main)
        return serve(words[1:])
    except KeyboardInterrupt:
        return INTERRUPTED


def _front_page(words: list[str]) -> int:
    from kiosk.catalogue import language, say
    from kiosk.commandline import spoken

    asked = words[:1] in (["-h"], ["--help"])
    wrong = bool(words) and not asked and not words[0].startswith("--lang")
    lang = spoken(words) if not wrong else language(None)
    lines = [say("usage.no_command", lang, word=words[0][:40]) if wrong else say("usage.commands", lang)]
    lines += [f"  kiosk {name:<13} {say(f'about.{name}', lang)}" for name in COMMANDS]
    lines += [say("usage.more", lang)]
    print("\n".join(lines), file=sys.stdout if asked else sys.stderr)
    return 0 if asked else 2


if __name__ == "__main__":
    sys.exit(main())
