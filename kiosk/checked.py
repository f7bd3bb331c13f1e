"""Reading a parsed TOML table key by key, every fault collected with its line instead of raised; knows no programme."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from difflib import get_close_matches
from enum import StrEnum
from functools import cached_property
from typing import Any, TypeVar

from kiosk.errors import Fault
from kiosk.model import Text
from kiosk.tomltext import Path, Span, dotted, line_of

Choice = TypeVar("Choice", bound=StrEnum)

ID = re.compile(r"[a-z0-9](?:[a-z0-9_-]{0,62}[a-z0-9])?")
"""Ids travel in records and messages (at most 64 characters) and name files of icons."""
_CLOCK = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")


@dataclass
class Faults:
    """The faults of one file so far; ``spans`` says where its keys stand and is asked at the first fault: most files have none."""

    spans: Callable[[], Mapping[Path, Span]] = dict
    found: list[Fault] = field(default_factory=list)

    def add(self, path: Path, sentence: str, **values: object) -> None:
        """Note the fault ``sentence`` at ``path``."""
        self.found.append(Fault(self.line(path), shown(dotted(path), 120), f"fault.{sentence}", values))

    def line(self, path: Path) -> int:
        """The line ``path`` stands on, or would stand in."""
        return line_of(self._known, path)

    @cached_property
    def _known(self) -> Mapping[Path, Span]:
        return self.spans()


class Table:
    """One table being read. Each method takes one key; a fault is noted and something harmless handed back, so reading goes on."""

    def __init__(self, faults: Faults, data: Mapping[str, Any], path: Path = ()) -> None:
        self.faults = faults
        self.path = path
        self._data = data
        self._asked: list[str] = []

    def fault(self, key: str, sentence: str, **values: object) -> None:
        """Note the fault ``sentence`` at ``key`` of this table."""
        self.faults.add((*self.path, key), sentence, **values)

    def has(self, key: str) -> bool:
        """Whether the key is written."""
        return key in self._data

    def raw(self, key: str) -> object:
        """The text or number as written, or None."""
        value = self._data.get(key)
        return value if isinstance(value, str | int) else None

    def finish(self) -> None:
        """Note every key that nobody asked for, with the known one it looks like."""
        for key in self._data:
            if key not in self._asked:
                near = get_close_matches(key, [asked for asked in self._asked if not self.has(asked)], n=1)
                self.fault(key, "unknown_key_near" if near else "unknown_key", near="".join(near))

    def table(self, key: str) -> Table | None:
        """The table at ``key``, or None with a fault noted."""
        value = self._take(key, dict, "not_table", required=True)
        return None if value is None else Table(self.faults, value, (*self.path, key))

    def tables(self, key: str) -> list[Table]:
        """The tables of the list at ``key``; a missing or empty list is a fault."""
        items = self._items(key, dict, "not_table", required=True)
        return [Table(self.faults, item, path) for path, item in items]

    def text(self, key: str) -> str:
        """One line of text that is not blank."""
        value = self._take(key, str, "not_text", required=True)
        if value is None:
            return ""
        if not value.strip():
            self.fault(key, "empty")
        elif not value.isprintable():
            self.fault(key, "control")
        return str(value).strip()

    def ident(self, key: str = "id") -> str:
        """An id: lower-case letters, digits, hyphens, at most 64."""
        value = self.text(key)
        if value and not ID.fullmatch(value):
            self.fault(key, "bad_id", found=shown(value))
        return value

    def texts(self, key: str, *, required: bool = True) -> Text | None:
        """A text in every language, ``{ ko = "...", en = "..." }``."""
        if not self.has(key) and not required:
            self._asked.append(key)
            return None
        table = self.table(key)
        if table is None:
            return None
        for lang, sentence in (("ko", "no_korean"), ("en", "no_english")):
            if not table.has(lang):
                self.fault(key, sentence)
        found = {lang: table.text(lang) for lang in ("ko", "en") if table.has(lang)}
        table.finish()
        return Text(found.get("ko", ""), found.get("en", ""))

    def number(self, key: str, low: int, high: int, default: int | None) -> int | None:
        """A whole number from ``low`` to ``high``; ``default`` where the key is missing."""
        value = self._take(key, int, "not_number")
        if value is None:
            return default
        if not low <= value <= high:
            self.fault(key, "range", low=f"{low:,}", high=f"{high:,}")
            return default
        return int(value)

    def flag(self, key: str, default: bool) -> bool:
        """true or false."""
        value = self._take(key, bool, "not_flag")
        return default if value is None else bool(value)

    def choice(self, key: str, default: Choice) -> Choice:
        """One of the words of ``default``'s enumeration."""
        value = self._take(key, str, "not_text")
        words = [word.value for word in type(default)]
        if value is None or value in words:
            return default if value is None else type(default)(value)
        self.fault(key, "choice", found=shown(value), choices=", ".join(words))
        return default

    def strings(self, key: str, *, required: bool = False) -> dict[str, Path]:
        """The texts of a list with the path of each; one written twice is a fault."""
        found: dict[str, Path] = {}
        for path, value in self._items(key, str, "not_text", required=required):
            if value in found:
                self.faults.add(path, "twice", found=shown(value))
            found.setdefault(value, path)
        return found

    def numbers(self, key: str, *, required: bool = False) -> dict[int, Path]:
        """The whole numbers of a list with the path of each; one written twice is a fault."""
        found: dict[int, Path] = {}
        for path, value in self._items(key, int, "not_number", required=required):
            if value in found:
                self.faults.add(path, "twice", found=value)
            found.setdefault(value, path)
        return found

    def dates(self, key: str) -> list[tuple[Path, date | None]]:
        """The dates of a list with the path of each, None for what is no date; a missing or empty list is a fault."""
        good = dict(self._items(key, date, "not_date", required=True))
        written = self._data.get(key)
        paths: list[Path] = [(*self.path, key, number) for number in range(len(written) if isinstance(written, list) else 0)]
        return [(path, good.get(path)) for path in paths]

    def clock(self, key: str) -> time | None:
        """A time of day, written 09:30:00 or "09:30" ("24:00" is midnight); None with a fault noted."""
        value: time | str | None = self._take(key, (time, str), "not_time", required=True)
        if isinstance(value, str):
            match = _CLOCK.fullmatch("00:00" if value == "24:00" else value)
            if match is None:
                self.fault(key, "not_time")
                return None
            return time(int(match[1]), int(match[2]))
        return value

    def _take(self, key: str, kind: type | tuple[type, ...], sentence: str, *, required: bool = False) -> Any:
        self._asked.append(key)
        if key not in self._data:
            if required:
                self.fault(key, "missing")
            return None
        value = self._data[key]
        if not _is(value, kind):
            self.fault(key, sentence)
            return None
        return value

    def _items(self, key: str, kind: type, sentence: str, *, required: bool = False) -> Iterator[tuple[Path, Any]]:
        values = self._take(key, list, "not_list", required=required)
        if required and values == []:
            self.fault(key, "empty")
        for number, value in enumerate(values or []):
            path = (*self.path, key, number)
            if _is(value, kind):
                yield path, value
            else:
                self.faults.add(path, sentence)


def _is(value: object, kind: type | tuple[type, ...]) -> bool:
    """Whether a TOML value has this type, where true is no number and a moment no date."""
    if isinstance(value, bool):
        return kind is bool
    return isinstance(value, kind) and not (isinstance(value, datetime) and kind is date)


def shown(value: str, longest: int = 40) -> str:
    """What was found in a file, fit for one line of a terminal."""
    plain = "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in value[:longest])
    return plain + ("…" if len(value) > longest else "")
