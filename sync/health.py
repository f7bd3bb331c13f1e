"""How a station is, as it tells its server for the organiser's screen; knows no wire."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.model import Direction


@dataclass(frozen=True, slots=True)
class Health:
    """``app`` the program's version; ``camera`` and ``store`` the key of what is wrong, "" for nothing; ``battery`` in percent, None
    where there is none."""

    app: str = ""
    zone: str = ""
    direction: Direction | None = None
    camera: str = ""
    store: str = ""
    battery: int | None = None
