"""Where things stand in a TOML text: line and span of every table, key and value, which tomllib does not tell; judges nothing."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass

Path = tuple[str | int, ...]
"""A place in a document: names of keys, numbers (from 0) of array items."""

DEEPEST = 100
"""How many names a dotted key may have; more is no document a person wrote."""

_BLANK = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_SPACE = re.compile(r"[ \t]*")
_KEY = re.compile(r"""[A-Za-z0-9_-]+|"(?:\\.|[^"\\\n])*"|'[^'\n]*'""")
_SCALAR = re.compile(
    r'"""(?:\\.|[^\\])*?"""(?:"{0,2})'  # up to two quotes may stand before the three that close
    r"|'''.*?'''(?:'{0,2})"
    r'|"(?:\\.|[^"\\\n])*"'
    r"|'[^'\n]*'"
    r"|[^,\]}#\r\n]+",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Span:
    """A table's header or a key's value: its line (1 is the first) and where it starts and ends in the text."""

    line: int
    start: int
    end: int


def spans(text: str) -> dict[Path, Span]:
    """The span of every table, key and array item of ``text``, which tomllib must have accepted (any other text raises ValueError or is
    read as far as it goes). Raises RecursionError where it is nested too deep."""
    scan = _Scan(text)
    scan.document()
    return scan.found


def line_of(known: Mapping[Path, Span], path: Path) -> int:
    """The line of ``path``, or of the nearest thing around it that has one; 1 for the document itself."""
    for length in range(len(path), 0, -1):
        if path[:length] in known:
            return known[path[:length]].line
    return 1


def dotted(path: Path) -> str:
    """``path`` as a person reads it, items counted from 1: ``zone[2].hours[1].opens``."""
    return "".join(f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in path).removeprefix(".")


class _Scan:
    """One pass over a text. It leans on tomllib having accepted the text: what cannot occur then is not looked for."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.found: dict[Path, Span] = {}
        self._counts: dict[Path, int] = {}
        self._starts = [0, *(match.end() for match in re.finditer("\n", text))]

    def document(self) -> None:
        base: Path = ()
        while self._skip(_BLANK):
            if self.text[self.at] == "[":
                base = self._header()
            else:
                self._pair(base)

    def _header(self) -> Path:
        start = self.at
        brackets = "[[" if self.text.startswith("[[", self.at) else "["
        self.at += len(brackets)
        self._skip(_SPACE)
        names = self._key()
        self._skip(_SPACE)
        self.at += len(brackets)
        if brackets == "[":
            path = self._resolve(names, start)
        else:
            array = (*self._resolve(names[:-1], start), names[-1])
            number = self._counts.get(array, 0)
            self._counts[array] = number + 1
            path = (*array, number)
            self._note(array, start)
        self._note(path, start)
        return path

    def _resolve(self, names: tuple[str, ...], start: int) -> Path:
        path: Path = ()
        for name in names:
            path = (*path, name)
            if path in self._counts:
                path = (*path, self._counts[path] - 1)
            self._note(path, start)
        return path

    def _pair(self, base: Path) -> None:
        start = self.at
        names = self._key()
        for length in range(1, len(names)):
            self._note((*base, *names[:length]), start)
        self._skip(_SPACE)
        self.at += 1  # the equals sign
        self._skip(_SPACE)
        self._value((*base, *names))

    def _key(self) -> tuple[str, ...]:
        names = [self._name()]
        while self._skip(_SPACE) and self.text[self.at] == ".":
            self.at += 1
            self._skip(_SPACE)
            names.append(self._name())
            if len(names) > DEEPEST:
                raise RecursionError("a dotted key of too many names")
        return tuple(names)

    def _name(self) -> str:
        raw = self._match(_KEY)
        # tomllib itself undoes the escapes of a quoted key
        return next(iter(tomllib.loads(f"{raw} = 0"))) if raw[0] in "\"'" else raw

    def _value(self, path: Path) -> None:
        start = self.at
        match self.text[start]:
            case "[":
                self._items(path, "]")
            case "{":
                self._items(path, "}")
            case _:
                self.at = start + len(self._match(_SCALAR).rstrip())
        self._note(path, start)

    def _items(self, path: Path, closing: str) -> None:
        self.at += 1
        number = 0
        while self._skip(_BLANK) and self.text[self.at] != closing:
            if closing == "]":
                self._value((*path, number))
            else:
                self._pair(path)
            number += 1
            self._skip(_BLANK)
            if self.text[self.at] == ",":
                self.at += 1
        self.at += 1

    def _note(self, path: Path, start: int) -> None:
        self.found.setdefault(path, Span(bisect_right(self._starts, start), start, self.at))

    def _skip(self, pattern: re.Pattern[str]) -> bool:
        """Step over ``pattern``; whether any text is left."""
        match = pattern.match(self.text, self.at)
        self.at = match.end() if match else self.at
        return self.at < len(self.text)

    def _match(self, pattern: re.Pattern[str]) -> str:
        match = pattern.match(self.text, self.at)
        if match is None:
            raise ValueError(f"no TOML at offset {self.at}")
        self.at = match.end()
        return match.group()
