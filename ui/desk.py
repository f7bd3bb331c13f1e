"""``kiosk desk``: opens the enrolled station in a folder as a registration desk; all else is as with ``kiosk gate``."""

from __future__ import annotations

from collections.abc import Sequence

from ui import gate


def main(arguments: Sequence[str]) -> int:
    """As ``ui.gate.main``."""
    return gate.main(arguments, role="desk")
