"""Every sentence a command or the server says to a person, in Korean and English, in one table; knows no screens.

Each part module holds ``TABLE: dict[str, Text]``; ``{name}`` is filled in by ``say``.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from importlib import import_module

from kiosk.model import Text

PARTS = (
    "access",
    "accessibility",
    "badge",
    "bench",
    "certificate",
    "commands",
    "doctor",
    "ending",
    "enrol",
    "errors",
    "faults",
    "hardening",
    "printing",
    "reasons",
    "scanner",
    "server",
    "usage",
    "walk_in",
)

LANGUAGES = ("ko", "en")


def language(asked: str | None, environ: Mapping[str, str] = os.environ) -> str:
    """The language to speak: the one asked for, else the locale's, else English."""
    if asked in LANGUAGES:
        return asked
    locale = environ.get("LC_ALL") or environ.get("LC_MESSAGES") or environ.get("LANG") or ""
    return "ko" if locale.lower().startswith("ko") else "en"


def table() -> dict[str, Text]:
    """All texts by key. Raises ValueError where two parts use one key."""
    whole: dict[str, Text] = {}
    for part in PARTS:
        entries: dict[str, Text] = import_module(f"{__name__}.{part}").TABLE
        double = whole.keys() & entries.keys()
        if double:
            raise ValueError(f"keys in two parts of the catalogue: {sorted(double)}")
        whole |= entries
    return whole


def say(key: str, lang: str, /, **values: object) -> str:
    """The text of ``key`` in ``lang`` with ``values`` filled in; ``{kiosk}`` is how this program is called here. Raises KeyError for an
    unknown key or a missing value."""
    return table()[key].of(lang).format_map({"kiosk": called()} | values)


def called(environ: Mapping[str, str] = os.environ) -> str:
    """What to type to call this program: ``./run`` in a clone, which says so in the environment, else ``kiosk``."""
    return environ.get("KIOSK_COMMAND") or "kiosk"
