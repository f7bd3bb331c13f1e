"""A disk that loses what was never synced: plays a logged trace of writes and says what a power cut may leave; knows no database.

What a power cut may do: a file keeps all that was written before its last sync; of what was written since, nothing, a beginning, or any
512-byte sectors. What a failed sync was to write is lost for good, as on Linux, whose next sync goes well without it
(https://lwn.net/Articles/752063/). Names (files made, renamed, removed) are on disk once their folder was synced; of those since, a
beginning, for file systems write them in order.
"""

from __future__ import annotations

import random
import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")

SECTOR = 512
SHOWN = "shown"
"""The file a traced program writes what it has told people into, a line each: it is in their heads, no power cut takes it back."""
_HEAD = struct.Struct("<cqII")


@dataclass(frozen=True, slots=True)
class Step:
    """One thing done to the folder, as the shim logs it; paths are relative to the folder, "" is the folder itself."""

    what: str
    path: str
    number: int = 0
    to: str = ""
    data: bytes = b""


class Cut(Enum):
    """What becomes of what was not synced."""

    ALL_LOST = 0
    A_BEGINNING_KEPT = 1
    TORN = 2


def steps(log: Path, folder: Path) -> Iterator[Step]:
    """What the shim logged of ``folder``, in order."""
    content, at, root = log.read_bytes(), 0, str(folder.resolve())

    def inside(raw: bytes) -> str:
        return raw.decode()[len(root) :].lstrip("/")

    while at < len(content):
        what, number, first, second = _HEAD.unpack_from(content, at)
        at += _HEAD.size
        path, rest = content[at : at + first], content[at + first : at + first + second]
        at += first + second
        named = what in b"rl"
        yield Step(what.decode(), inside(path), number, inside(rest) if named else "", b"" if named else rest)


@dataclass
class _File:
    synced: bytearray = field(default_factory=bytearray)
    pending: list[Step] = field(default_factory=list)


class Disk:
    """The folder while a trace is played; ``before``: names and contents of the files on it already."""

    def __init__(self, before: Mapping[str, bytes] | None = None) -> None:
        self._files = [_File(bytearray(content)) for content in (before or {}).values()]
        self._names = {name: file for file, name in enumerate(before or {})}  # as the process sees them
        self._kept = dict(self._names)  # as the disk has them
        self._naming: list[tuple[Step, int]] = []

    def play(self, step: Step) -> None:
        """Have ``step`` done."""
        if step.what in "sf" and not step.path:
            for each, file in self._naming if step.what == "s" else ():
                _name(self._kept, each, file)
            self._naming.clear()
        elif step.what in "curl":
            if step.what == "c":
                self._files.append(_File())
            file = len(self._files) - 1 if step.what == "c" else self._names[step.path]
            _name(self._names, step, file)
            self._naming.append((step, file))
        else:
            open_file = self._files[self._names[step.path]]
            if step.what in "sf":
                for each in open_file.pending if step.what == "s" else ():
                    _put(open_file.synced, each)
                open_file.pending.clear()
            else:
                open_file.pending.append(step)

    def after(self, cut: Cut, chance: random.Random) -> dict[str, bytes]:
        """Names and contents of the files a power cut leaves now."""
        names = dict(self._kept)
        for step, file in _some(self._naming, cut, chance):
            _name(names, step, file)
        return {name: self._content(self._files[file], cut, chance) for name, file in names.items()}

    def _content(self, file: _File, cut: Cut, chance: random.Random) -> bytes:
        content = bytearray(file.synced)
        if cut is Cut.TORN:
            for step in file.pending:
                for piece in _sectors(step):
                    if chance.random() < 0.5:
                        _put(content, piece)
        else:
            for step in _some(file.pending, cut, chance):
                _put(content, step)
        return bytes(content)


def crashes(disk: Disk, trace: list[Step], states: int, chance: random.Random) -> Iterator[tuple[dict[str, bytes], list[str]]]:
    """What is left and what had been shown, ``states`` times: the trace is played on ``disk`` and the power cut at so many places evenly
    spread over it, the three ways of losing taking turns."""
    shown, given = bytearray(), 0
    for number, step in enumerate(trace, start=1):
        if step.path == SHOWN:
            shown += step.data
        else:
            disk.play(step)
        while given < states * number // len(trace):
            yield disk.after(list(Cut)[given % len(Cut)], chance), shown.decode().splitlines()
            given += 1


def _some(pending: list[T], cut: Cut, chance: random.Random) -> list[T]:
    return [] if cut is Cut.ALL_LOST else pending[: chance.randint(0, len(pending))]


def _sectors(step: Step) -> Iterator[Step]:
    """The pieces of a write a disk may keep or lose one by one."""
    if step.what != "w":
        yield step
        return
    at, end = step.number, step.number + len(step.data)
    while at < end:
        to = min(end, (at // SECTOR + 1) * SECTOR)
        yield Step("w", step.path, at, data=step.data[at - step.number : to - step.number])
        at = to


def _put(content: bytearray, step: Step) -> None:
    if step.what == "t":
        del content[step.number :]
    size = step.number + len(step.data)
    content.extend(bytes(max(0, size - len(content))))
    content[step.number : size] = step.data


def _name(names: dict[str, int], step: Step, file: int) -> None:
    match step.what:
        case "c":
            names[step.path] = file
        case "u":
            names.pop(step.path, None)
        case "r":
            names.pop(step.path, None)
            names[step.to] = file
        case "l":
            names[step.to] = file
