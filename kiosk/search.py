"""Finding a person by what staff or the person type: name, syllable, initial consonants, telephone digits, company, mail address.

Knows plain text in memory alone: no file, no screen, no masking. Every field of all entries is one long string of lines, so that a search
is a handful of scans in C, and a line's number is its entry.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum

from kiosk.hangul import FIRST, INITIALS, KEYS, LAST, PER_INITIAL, PER_VOWEL, compose, keys_of

LIMIT = 20
"""Most hits ever given: who sees more than twenty must type more."""
ENOUGH = 400
"""Lines looked at for one kind of match before the best of them are taken."""

_PHONE_LAST = 4


class Match(IntEnum):
    """How an entry matches, best first."""

    NAME = 0
    NAME_START = 1
    PHONE = 2
    NAME_PART = 3
    COMPANY_START = 4
    EMAIL_START = 5
    COMPANY_PART = 6


_FIELDS = {
    Match.NAME: "name", Match.NAME_START: "name", Match.NAME_PART: "name", Match.PHONE: "phone", Match.COMPANY_START: "company",
    Match.COMPANY_PART: "company", Match.EMAIL_START: "email",
}  # fmt: skip


def conditions(matches: Iterable[Match]) -> int:
    """How many different things of a person were known to whoever found them."""
    return len({_FIELDS[match] for match in matches})


@dataclass(frozen=True, slots=True)
class Entry:
    """What one person may be found by; ``key`` is the opaque id of the person."""

    key: str
    name: str
    company: str = ""
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """One entry found; ``matches``: a kind for each word that was typed."""

    entry: Entry
    matches: tuple[Match, ...]


class Index:
    """Entries that can be found; about 0.2 kB each. Built once, read from any one thread."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._entries = tuple(entries)
        self._names = _Lines(folded(one.name).replace(" ", "") for one in self._entries)
        self._companies = _Lines(folded(one.company).replace(" ", "") for one in self._entries)
        self._emails = _Lines(folded(one.email) for one in self._entries)
        self._phones = _Lines("".join(filter(str.isdecimal, one.phone)) for one in self._entries)

    def __len__(self) -> int:
        return len(self._entries)

    def find(self, text: str, limit: int = LIMIT) -> list[Hit]:
        """Whoever matches every word of ``text``, best first, at most ``limit``; nobody for an empty text. A word of digits is the end of a
        telephone number, any other a part of a name or company or the start of a mail address; the last syllable may be half typed."""
        whole = folded(text).split()
        if not whole:
            return []
        if len(whole) > 1 and (joined := self._one("".join(whole))):  # 홍 길동, Van den Berg
            found = _singly(joined)
        else:
            found = self._all(whole)
        order = sorted(found, key=lambda number: (found[number], *self._place(number)))
        return [Hit(self._entries[number], found[number]) for number in order[:limit]]

    def _all(self, words: Sequence[str]) -> dict[int, tuple[Match, ...]]:
        first, *rest = (self._one(word, len(self._entries) if len(words) > 1 else ENOUGH) for word in words)
        both = _singly(first)
        for other in rest:
            both = {number: (*matches, other[number]) for number, matches in both.items() if number in other}
        return both

    def _one(self, word: str, enough: int = ENOUGH) -> dict[int, Match]:
        found: dict[int, Match] = {}
        for match, lines, pattern in self._patterns(word):
            for number, whole in lines.matching(pattern):
                found.setdefault(number, Match.NAME if whole and match is Match.NAME_START else match)
                if len(found) >= enough:
                    return found
        return found

    def _patterns(self, word: str) -> Iterator[tuple[Match, _Lines, str]]:
        digits = "".join(filter(str.isdecimal, word))
        if digits and len(digits) >= len(word.replace("-", "").replace("+", "")):
            missing = max(0, _PHONE_LAST - len(digits))
            yield Match.PHONE, self._phones, f"{digits}[0-9]{{{missing}}}(?=\n)"
            return
        typed = "".join(map(_letter, word[:-1])) + _ending(word[-1])
        yield Match.NAME_START, self._names, f"\n{typed}"
        yield Match.NAME_PART, self._names, typed
        yield Match.COMPANY_START, self._companies, f"\n{typed}"
        if word.isascii():
            yield Match.EMAIL_START, self._emails, f"\n{re.escape(word)}"
        yield Match.COMPANY_PART, self._companies, typed

    def _place(self, number: int) -> tuple[bool, str, str]:
        """Where an entry stands among its equals: Hangul before Latin, as Korean lists have it, then by name and company."""
        name = self._names.line(number)
        return not (name and "가" <= name[0] <= "힣"), name, self._companies.line(number)


class _Lines:
    """Many short texts as one, each between two line ends, which a regular expression goes through once."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._starts, parts, at = array("L"), [""], 1
        for line in lines:
            parts.append(line.replace("\n", ""))
            self._starts.append(at)
            at += len(parts[-1]) + 1
        self._text = "\n".join([*parts, ""])

    def matching(self, pattern: str) -> Iterator[tuple[int, bool]]:
        """Numbers of the lines that match, each once, in order; and whether the match reaches to the line's end."""
        before = -1
        for found in re.finditer(pattern, self._text):
            number = bisect_right(self._starts, found.end() - 1) - 1
            if number != before:
                yield number, self._text[found.end()] == "\n"
                before = number

    def line(self, number: int) -> str:
        """The text of one line."""
        return self._text[self._starts[number] : self._text.index("\n", self._starts[number])]


def _singly(found: dict[int, Match]) -> dict[int, tuple[Match, ...]]:
    return {number: (match,) for number, match in found.items()}


def folded(text: str) -> str:
    """``text`` as it is compared: NFC, lower case, Latin letters without their marks (Müller is found by muller)."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFD", text.casefold())
    return unicodedata.normalize("NFC", "".join(letter for letter in apart if not "\u0300" <= letter <= "\u036f"))


def _letter(letter: str) -> str:
    """The pattern of a letter that is typed to the end: an initial consonant stands for every syllable it begins."""
    at = INITIALS.find(letter)
    if at < 0:
        return re.escape(letter)
    first = FIRST + at * PER_INITIAL
    return f"[{letter}{chr(first)}-{chr(first + PER_INITIAL - 1)}]"


def _ending(letter: str) -> str:
    """The pattern of the last letter. A syllable may want its next key yet (호 of 홍, 고 of 과), or have taken the next one's initial
    (홀 on the way to 호랑, 밗 to 박상)."""
    if not FIRST <= ord(letter) <= LAST:
        return _letter(letter)
    keys = keys_of(letter)
    grown = [letter, *(one for key in sorted(KEYS) if len(one := compose(keys + key)) == 1)]
    if _is_open(letter):
        return "[" + "".join(f"{one}-{chr(ord(one) + PER_VOWEL - 1)}" for one in grown if _is_open(one)) + "]"
    return f"(?:[{''.join(grown)}]|{compose(keys[:-1])}{_letter(compose(keys[-1]))})"


def _is_open(syllable: str) -> bool:
    return (ord(syllable) - FIRST) % PER_VOWEL == 0
