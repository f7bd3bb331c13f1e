"""What scanners.json holds: the serial port in use, and what the self-test told of each hand scanner; knows the file's form alone."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from kiosk.scanner.heard import Manner, Way
from kiosk.scanner.selftest import Case, Result
from kiosk.scanner.wedge import MOST
from kiosk.store import write_whole

log = logging.getLogger(__name__)

FORMAT = 1
KEYBOARD = "keyboard"
"""The name of whatever types: the platform does not tell one keyboard from another."""
_LONGEST = 256 * 1024
_ENDINGS = frozenset("\r\n\t")


@dataclass(frozen=True, slots=True)
class Known:
    """``port``: the serial port staff chose, "" for none; ``results``: ``KEYBOARD`` or a port's name -> its last self-test."""

    port: str = ""
    results: Mapping[str, Result] = field(default_factory=dict)

    def tested(self, device: str, result: Result) -> Known:
        """These, with that self-test."""
        return replace(self, results={**self.results, device: result})

    def manner(self, device: str) -> Manner:
        """How that scanner types, as far as is known."""
        return self.results[device].manner if device in self.results else Manner()


def load(path: Path) -> Known:
    """What is kept at ``path``. A file that is missing or cannot be used is no fault: scanners are then heard as they come, and the log
    says why."""
    try:
        with path.open("rb") as file:
            values = json.loads(file.read(_LONGEST))
        if values["format"] != FORMAT:
            raise ValueError(f"format {values['format']}, this program knows {FORMAT}")
        return Known(_text(values["port"]), {_text(device): _result(one) for device, one in values["scanners"].items()})
    except FileNotFoundError:
        return Known()
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        log.warning("%s cannot be used, so no hand scanner is known: %r", path.name, error)
        return Known()


def save(known: Known, path: Path) -> None:
    """Write ``known`` to ``path``, whole or not at all. Raises CannotRecord."""
    scanners = {device: _values(result) for device, result in known.results.items()}
    write_whole(path, json.dumps({"format": FORMAT, "port": known.port, "scanners": scanners}, ensure_ascii=False, indent=1))


def _values(result: Result) -> dict[str, object]:
    return {
        "way": result.manner.way, "prefix": result.manner.prefix, "suffix": result.manner.suffix, "layout": result.layout,
        "case": result.case, "aim": result.aim, "ending": result.ending, "gap_ms": result.gap, "worst_ms": result.worst,
    }  # fmt: skip


def _result(values: Mapping[str, Any]) -> Result:
    """Raises KeyError, TypeError or ValueError for what is no result."""
    ending = _text(values["ending"])
    if not _ENDINGS.issuperset(ending):
        raise ValueError(f"ending {ending!r}")
    return Result(
        Manner(Way(values["way"]), _text(values["prefix"]), _text(values["suffix"])),
        Way(values["layout"]),
        Case(values["case"]),
        _text(values["aim"]),
        ending,
        _ms(values["gap_ms"]),
        _ms(values["worst_ms"]),
    )


def _ms(value: object) -> int:
    if not isinstance(value, int) or not 0 <= value <= 60_000:
        raise ValueError(f"{value!r} ms")
    return value


def _text(value: object) -> str:
    if not isinstance(value, str) or len(value) > MOST:
        raise TypeError(f"{value!r}: not a text")
    return value
