"""How a station's screen stood, so that it comes back so after a crash: language, brightness, sound, direction; holds no person."""

from __future__ import annotations

import json
import logging
from dataclasses import asdict, dataclass
from pathlib import Path

from kiosk.model import Direction
from kiosk.store import write_whole

log = logging.getLogger(__name__)

FORMAT = 1
_LONGEST = 4_096


@dataclass(frozen=True, slots=True)
class Shown:
    """``lang`` and ``theme`` "" for what a station begins with; ``direction`` None for the one of the last scan."""

    lang: str = ""
    theme: str = ""
    muted: bool = False
    direction: Direction | None = None


def load(path: Path) -> Shown:
    """How it stood; as a station begins where nobody knows or the file cannot be used (the log says why)."""
    try:
        with path.open("rb") as file:
            values = json.loads(file.read(_LONGEST))
        if values.pop("format") != FORMAT:
            raise ValueError("another format")
        way = values["direction"]
        return Shown(str(values["lang"]), str(values["theme"]), bool(values["muted"]), Direction(way) if way else None)
    except FileNotFoundError:
        return Shown()
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        log.warning("%s cannot be used, so the screen begins anew: %r", path.name, error)
        return Shown()


def save(shown: Shown, path: Path) -> None:
    """Write it, whole or not at all. Raises CannotRecord."""
    write_whole(path, json.dumps({"format": FORMAT, **asdict(shown)}))
