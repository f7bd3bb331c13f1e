"""``kiosk self-service``: opens the enrolled station in a folder as a kiosk visitors use alone; keeps the panel's measures."""

from __future__ import annotations

from collections.abc import Sequence

from ui import gate


def main(arguments: Sequence[str]) -> int:
    """As ``ui.gate.main``."""
    return gate.main(arguments, role="self-service")
