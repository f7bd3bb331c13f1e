"""Reads an organiser's list of people from a CSV file as Excel or a registration system writes it; knows no store.

Every fault in the file is reported at once, each with its line and column, and a file with any fault gives nobody.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from kiosk.badge import BADGE_LENGTH, CONFIRMATION_LENGTH, code_hash, typed
from kiosk.errors import Fault, PeopleError
from kiosk.model import Flag
from kiosk.programme import Programme
from sync.server.people import Person

MAX_BYTES = 256 * 1024 * 1024
MAX_TEXT = 200
MAX_KEY = 64

COLUMNS: Mapping[str, str] = {
    "id": "id", "번호": "id", "접수번호": "id", "name": "name", "이름": "name", "성명": "name", "phone": "phone", "전화": "phone",
    "전화번호": "phone", "휴대폰": "phone", "email": "email", "e-mail": "email", "이메일": "email", "company": "company", "회사": "company",
    "소속": "company", "category": "category", "구분": "category", "code": "code", "배지코드": "code", "confirmation": "confirmation",
    "확인코드": "confirmation", "days": "days", "일차": "days", "flags": "flags", "표시": "flags", "invitations": "invitations",
    "초대": "invitations", "valid_from": "valid_from", "유효시작": "valid_from", "valid_until": "valid_until", "유효종료": "valid_until",
    "group": "group", "단체": "group", "일행": "group", "note": "note", "메모": "note", "비고": "note",
}  # fmt: skip
"""What a column may be called; anything else in the first line is a fault, so a typing error never drops a column in silence."""
FLAGS = {flag.name.lower(): flag for flag in Flag if flag.name and flag is not Flag.CONFIRMATION}

_PHONE = re.compile(r"\+?[0-9][0-9 ().\-]{3,28}")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_LOST_ZERO = re.compile(r"10\d{8}")
_BETWEEN = re.compile(r"[\s;,|/]+")


@dataclass(frozen=True, slots=True)
class Sheet:
    """The people of a file, and the line each stands on."""

    people: tuple[Person, ...]
    lines: tuple[int, ...]


def read_file(path: Path, programme: Programme) -> Sheet:
    """The people in ``path``. Raises PeopleError with every fault, OSError where the file cannot be read."""
    if path.stat().st_size > MAX_BYTES:
        raise PeopleError(faults=[Fault(1, "", "people.too_large")])
    return read(path.read_bytes(), programme)


def read(raw: bytes, programme: Programme) -> Sheet:
    """The people in ``raw``: UTF-8 (with or without BOM), UTF-16 with BOM or CP949; comma, semicolon or tab. Raises PeopleError."""
    text = unicodedata.normalize("NFC", _decoded(raw))
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    faults: list[Fault] = []
    people: list[Person] = []
    lines: list[int] = []
    try:
        names = _header(next(rows, []), faults)
        reader = _Reader(programme, faults)
        for cells in rows:
            if faults and not people and faults[0].line == 1:
                break  # with a wrong first line every other line is wrong too
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) != len(names):
                faults.append(Fault(rows.line_num, "", "people.cells", {"found": len(cells), "expected": len(names)}))
                continue
            people.append(reader.person(rows.line_num, dict(zip(names, cells, strict=True))))
            lines.append(rows.line_num)
    except csv.Error as error:
        faults.append(Fault(rows.line_num, "", "people.csv", {"detail": str(error)}))
    if faults:
        raise PeopleError(faults=sorted(faults, key=lambda fault: fault.line))
    return Sheet(tuple(people), tuple(lines))


def _decoded(raw: bytes) -> str:
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        tried = ["utf-16"]  # Excel's "Unicode text"
    else:
        tried = ["utf-8-sig", "cp949"]  # a Korean Excel's plain CSV is CP949, which UTF-8 text hardly ever is by chance
    for coding in tried:
        try:
            return raw.decode(coding)
        except UnicodeDecodeError:
            continue
    raise PeopleError(faults=[Fault(1, "", "people.coding")])


def _header(cells: list[str], faults: list[Fault]) -> list[str]:
    names = [COLUMNS.get(cell.strip().lower(), "") for cell in cells]
    for cell, name in zip(cells, names, strict=True):
        if not name:
            faults.append(Fault(1, cell.strip()[:40], "people.unknown_column"))
        elif names.count(name) > 1 and (1, name) not in {(fault.line, fault.key) for fault in faults}:
            faults.append(Fault(1, name, "people.double_column"))
    faults += [Fault(1, name, "people.missing_column") for name in ("name", "category") if name not in names]
    return names


class _Reader:
    """Reads lines of one file; faults go into the list it was given."""

    def __init__(self, programme: Programme, faults: list[Fault]) -> None:
        self._programme = programme
        self._faults = faults
        self._seen: dict[tuple[str, str], int] = {}
        self._categories = {category.id.casefold(): category.id for category in programme.categories}
        for category in programme.categories:
            self._categories |= {category.name.ko.casefold(): category.id, category.name.en.casefold(): category.id}
        self._zones = {zone.id for zone in programme.zones}

    def person(self, line: int, cells: Mapping[str, str]) -> Person:
        """The person on ``line``; where a cell is faulty the fault is noted and the person is of no use."""

        def take(name: str, reading: Callable[[str], str | None], limit: int = MAX_TEXT) -> str:
            text = cells.get(name, "").strip()
            fault = "people.too_long" if len(text) > limit else None
            if any(unicodedata.category(letter) == "Cc" for letter in text):
                fault = "people.control"
            fault = fault or (reading(text) if text else "people.empty" if name in ("name", "category") else None)
            if fault:
                self._faults.append(Fault(line, name, fault, {"text": text[:40], "limit": limit}))
            return "" if fault else text

        key = take("id", lambda text: self._once("id", text, line), MAX_KEY)
        code = take("code", lambda text: self._code(text, BADGE_LENGTH, line))
        confirmation = take("confirmation", lambda text: self._code(text, CONFIRMATION_LENGTH, line))
        phone = take("phone", lambda text: None if _PHONE.fullmatch(text) else "people.phone")
        return Person(
            key=key,
            name=take("name", lambda _: None),
            phone="0" + phone if _LOST_ZERO.fullmatch(phone) else phone,  # Excel takes 01012345678 for a number
            email=take("email", lambda text: None if _EMAIL.fullmatch(text) else "people.email"),
            company=take("company", lambda _: None),
            category=self._categories.get(take("category", self._category).casefold(), ""),
            code=typed(code),
            confirmation=typed(confirmation),
            flags=self._flags(take("flags", self._flag_fault)),
            days=tuple(sorted({int(day) for day in _words(take("days", self._days_fault))})),
            invitations=tuple(_words(take("invitations", self._zones_fault))),
            valid_from=self._moment(take("valid_from", self._moment_fault)),
            valid_until=self._moment(take("valid_until", self._moment_fault)),
            group=take("group", lambda _: None),
            note=take("note", lambda _: None),
        )

    def _once(self, column: str, text: str, line: int) -> str | None:
        return "people.twice" if self._seen.setdefault((column, text), line) != line else None

    def _code(self, text: str, length: int, line: int) -> str | None:
        canonical = typed(text)
        try:
            code_hash(canonical, b"")
        except ValueError:
            return "people.code"
        return self._once("code", canonical, line) if len(canonical) == length else "people.code"

    def _category(self, text: str) -> str | None:
        return None if text.casefold() in self._categories else "people.category"

    def _flag_fault(self, text: str) -> str | None:
        return None if all(word.lower() in FLAGS for word in _words(text)) else "people.flag"

    def _flags(self, text: str) -> Flag:
        flags = Flag.NONE
        for word in _words(text):
            flags |= FLAGS[word.lower()]
        return flags

    def _days_fault(self, text: str) -> str | None:
        last = len(self._programme.days)
        fits = all(word.isascii() and word.isdigit() and len(word) < 4 and 1 <= int(word) <= last for word in _words(text))
        return None if fits else "people.day"

    def _zones_fault(self, text: str) -> str | None:
        return None if all(word in self._zones for word in _words(text)) else "people.zone"

    def _moment_fault(self, text: str) -> str | None:
        try:
            moment = self._moment(text)
        except (ValueError, OverflowError):
            return "people.moment"
        return None if moment is None or moment >= 0 else "people.moment"

    def _moment(self, text: str) -> int | None:
        if not text:
            return None
        moment = datetime.fromisoformat(text)
        local = moment if moment.tzinfo else moment.replace(tzinfo=self._programme.timezone)
        return int(local.timestamp()) * 1_000_000


def _words(text: str) -> list[str]:
    return [word for word in _BETWEEN.split(text) if word]
