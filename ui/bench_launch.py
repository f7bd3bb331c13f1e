"""A gate up to its first frame in a process of its own, for ``kiosk bench start``: measures, judges nothing.

Importing this module loads next to nothing: what it measures begins with an empty interpreter."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ui.app import Gate

EAGER = ("cv2", "pyzbar.pyzbar", "zxingcpp", "requests", "pydantic", "cryptography.hazmat.primitives.asymmetric.ed25519")
"""What a gate needs only after its first paint and loads on other threads; the reference loads it before anything else."""


def main(arguments: list[str]) -> int:
    """``arguments``: "staged", or "eager" for the reference; then those of ``kiosk gate``, which is closed once its first frame was decoded
    and shown.

    Prints the CPU time of the process from its start to the first paint (``painted_cpu_ms``) and when the first frame was there
    (``framed_ns``, the system's monotonic clock)."""
    kind, *command = arguments
    if kind == "eager":
        from importlib import import_module

        for name in EAGER:
            import_module(name)
    from kiosk.lasting import lasting

    with lasting():  # as the front door does
        from ui import gate
    told: dict[str, float] = {}

    def watch(opened: Gate) -> None:
        def painted() -> None:
            told["painted_cpu_ms"] = time.process_time() * 1e3

        def framed() -> None:
            told.setdefault("framed_ns", time.monotonic_ns())
            opened.left.emit()

        opened.window.painted.connect(painted)
        opened.bridge.framed.connect(framed)

    code = gate.main(command, watch)
    print(json.dumps(told))
    return code
