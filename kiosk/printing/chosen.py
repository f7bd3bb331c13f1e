"""What printers.json holds: which printers this station prints on, its own first, and the labels left on each; opens no printer."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from kiosk.store import write_whole

log = logging.getLogger(__name__)

FORMAT = 1
_LONGEST = 64 * 1024


@dataclass(frozen=True, slots=True)
class Chosen:
    """``names`` as ``kiosk.printing.target`` reads them, the station's own printer first, then its neighbours; ``labels``: how many are
    left on a printer's roll, for those staff counted in."""

    names: tuple[str, ...] = ()
    labels: Mapping[str, int] = field(default_factory=dict)


def load(path: Path) -> Chosen:
    """What is kept at ``path``. A file that is missing or cannot be used is no fault: nothing is printed then, and the log says why."""
    try:
        with path.open("rb") as file:
            values = json.loads(file.read(_LONGEST))
        if values["format"] != FORMAT:
            raise ValueError(f"format {values['format']}, this program knows {FORMAT}")
        names = tuple(dict.fromkeys(str(name) for name in values["printers"]))
        return Chosen(names, {str(name): max(0, int(left)) for name, left in values["labels"].items()})
    except FileNotFoundError:
        return Chosen()
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        log.warning("%s cannot be used, so there are no printers: %r", path.name, error)
        return Chosen()


def save(chosen: Chosen, path: Path) -> None:
    """Write ``chosen`` to ``path``, whole or not at all. Raises CannotRecord."""
    values = {"format": FORMAT, "printers": list(chosen.names), "labels": dict(chosen.labels)}
    write_whole(path, json.dumps(values, ensure_ascii=False, indent=1))
