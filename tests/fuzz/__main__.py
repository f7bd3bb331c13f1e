"""One target under atheris: ``python -m tests.fuzz TARGET [libFuzzer options]``; ends the process as libFuzzer does."""

from __future__ import annotations

import sys

import atheris

with atheris.instrument_imports(include=["kiosk", "sync"]):
    from tests.fuzz.targets import TARGETS

atheris.Setup([sys.argv[0], *sys.argv[2:]], TARGETS[sys.argv[1]].eat)
atheris.Fuzz()
