"""The one rule by which names, telephone numbers and mail addresses are shown: one's own is recognised, another's is not learned.

Knows no screen and no person. The patterns are those of Korean practice (홍*동, 남궁**, 010-****-5678, ab***@…); no law fixes one.
"""

from __future__ import annotations

import re
import unicodedata

STAR = "*"
LAST = 4
"""Digits of a telephone number that stay: what people are asked for at a desk."""

_KOREAN_MOBILE = re.compile(r"(?:\+?82|0)(1[016789])(\d{3,4})(\d{4})")
_JOINERS = "\u200d\ufe0e\ufe0f"


def name(full: str) -> str:
    """``full`` masked: of two letters the first stays, of three first and last, of four or more the first two, where a script writes
    names without spaces (Hangul, Han, kana); elsewhere the first letter of each word. "" stays ""; never raises."""
    words = plain(full).split()
    letters = [_letters(word) for word in words]
    if words and all(_unspaced(word) for word in letters):
        return _together([letter for word in letters for letter in word])
    return " ".join(word[0] + STAR * (len(word) - 1) for word in letters)


def phone(number: str) -> str:
    """``number`` with its last four digits, and the prefix of a Korean mobile number; fewer than eight digits leave none."""
    digits = "".join(str(unicodedata.digit(letter)) for letter in number if letter.isdigit())
    mobile = _KOREAN_MOBILE.fullmatch(digits)
    if mobile:
        return f"0{mobile[1]}-{STAR * len(mobile[2])}-{mobile[3]}"
    shown = digits[-LAST:] if len(digits) >= 2 * LAST else ""
    return STAR * (len(digits) - len(shown)) + shown


def email(address: str) -> str:
    """``address`` with two letters at most, never all, of what stands before the @, and the domain."""
    local, at, domain = plain(address).strip().rpartition("@")
    if not at:
        return STAR * 3 if domain else ""
    return f"{local[: min(2, max(0, len(local) - 1))]}{STAR * 3}@{domain}"


def _together(letters: list[str]) -> str:
    count = len(letters)
    if count <= 2:
        return (letters[0] if count == 2 else "") + STAR
    if count == 3:
        return letters[0] + STAR + letters[2]
    return "".join(letters[:2]) + STAR * (count - 2)


def plain(text: str) -> str:
    """``text`` in NFC and on one line, without what no one sees: control and direction characters could disguise what is masked."""
    kept = (" " if letter.isspace() else letter for letter in unicodedata.normalize("NFC", text))
    return "".join(letter for letter in kept if letter in _JOINERS or unicodedata.category(letter) not in ("Cc", "Cf", "Cs", "Co", "Cn"))


def _letters(word: str) -> list[str]:
    """What a reader takes for one letter: marks and joined emoji go with the letter before them."""
    letters: list[str] = []
    for letter in word:
        joined = letters and (letter in _JOINERS or unicodedata.combining(letter) or letters[-1].endswith("\u200d"))
        if joined or (letters and unicodedata.category(letter) in ("Mn", "Mc", "Me")):
            letters[-1] += letter
        else:
            letters.append(letter)
    return letters


def _unspaced(word: list[str]) -> bool:
    return all("가" <= letter[0] <= "힣" or _ideograph(letter[0]) for letter in word)


def _ideograph(letter: str) -> bool:
    return unicodedata.name(letter, "").startswith(("CJK ", "HIRAGANA ", "KATAKANA ", "HANGUL "))
