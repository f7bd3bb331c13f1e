"""``kiosk bench NAME``: finds the bench of that name; knows none of their insides."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import cast

from kiosk.catalogue import say
from kiosk.commandline import spoken

BENCHES = {
    "journal": "kiosk.bench.journal",
    "roster": "kiosk.bench.roster",
    "reading": "kiosk.bench.reading",
    "start": "ui.bench_start",
    "lane": "ui.bench_lane",
    "sync": "sync.bench.sync",
    "server": "sync.bench.server",
    "faults": "ui.bench_faults",
}


def main(arguments: Sequence[str]) -> int:
    """0 every goal met, 3 measured and one missed, 1 could not be measured, 2 no such bench."""
    words = list(arguments)
    if not words or words[0] not in BENCHES:
        asked = words[:1] in (["-h"], ["--help"])
        lang = spoken(words)
        lines = [say("about.bench", lang)] + [f"  kiosk bench {name:<8} {say(f'help.bench.about.{name}', lang)}" for name in BENCHES]
        print("\n".join(lines), file=sys.stdout if asked else sys.stderr)
        return 0 if asked else 2
    run = cast(Callable[[Sequence[str]], int], import_module(BENCHES[words[0]]).main)
    return run(words[1:])
