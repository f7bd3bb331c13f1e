"""From Hangul back to the keys of the 두벌식 (KS X 5002) layout that made it; knows neither scanners nor input methods' events."""

from __future__ import annotations

from collections import Counter

_BASE, _LAST, _VOWELS, _TAILS = 0xAC00, 0xD7A3, 21, 28

_LEADS_KEYS = ("r", "R", "s", "e", "E", "f", "a", "q", "Q", "t", "T", "d", "w", "W", "c", "z", "x", "v", "g")
_VOWEL_KEYS = ("k", "o", "i", "O", "j", "p", "u", "P", "h", "hk", "ho", "hl", "y", "n", "nj", "np", "nl", "b", "m", "ml", "l")
_TAIL_KEYS = (
    "", "r", "R", "rt", "s", "sw", "sg", "e", "f", "fr", "fa", "fq", "ft", "fx", "fv", "fg", "a", "q", "qt", "t", "T", "d", "w", "c", "z",
    "x", "v", "g",
)  # fmt: skip
"""In the order of Unicode's syllables (The Unicode Standard, 3.12: index = (lead * 21 + vowel) * 28 + tail)."""

_CONSONANTS = "ㄱㄲㄳㄴㄵㄶㄷㄸㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅃㅄㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_CONSONANT_KEYS = (
    "r", "R", "rt", "s", "sw", "sg", "e", "E", "f", "fr", "fa", "fq", "ft", "fx", "fv", "fg", "a", "q", "Q", "qt", "t", "T", "d", "w", "W",
    "c", "z", "x", "v", "g",
)  # fmt: skip
_JAMO = (
    dict(zip(_CONSONANTS, _CONSONANT_KEYS, strict=True))
    | {chr(0x314F + number): keys for number, keys in enumerate(_VOWEL_KEYS)}  # ㅏ to ㅣ, as single letters
    | {chr(0x1100 + number): keys for number, keys in enumerate(_LEADS_KEYS)}  # the same as parts of a syllable
    | {chr(0x1161 + number): keys for number, keys in enumerate(_VOWEL_KEYS)}
    | {chr(0x11A7 + number): keys for number, keys in enumerate(_TAIL_KEYS) if number}
)


def keys_of(text: str) -> str:
    """``text`` with every Hangul syllable and letter as the keys that make it, on an American keyboard; all else as it is.

    뮤 is "ab", ㄳ is "rt", ㅃ is "Q". Shift shows only where it makes another letter (ㄲㄸㅃㅆㅉㅒㅖ); the rest comes out small."""
    return "".join(_keys(c) for c in text)


def has_hangul(text: str) -> bool:
    """Whether any of ``text`` is Hangul."""
    return any(_keys(c) != c for c in text)


def _keys(character: str) -> str:
    number = ord(character)
    if not _BASE <= number <= _LAST:
        return _JAMO.get(character, character)
    rest, tail = divmod(number - _BASE, _TAILS)
    lead, vowel = divmod(rest, _VOWELS)
    return _LEADS_KEYS[lead] + _VOWEL_KEYS[vowel] + _TAIL_KEYS[tail]


class Composition:
    """The keys behind an input method's events, one after the other: what stands half composed is part of it, and nothing counts twice."""

    def __init__(self) -> None:
        self._open = ""

    def typed(self, commit: str, preedit: str) -> str:
        """The keys that are new in an event that commits ``commit`` and leaves ``preedit`` half composed.

        An input method that puts letters into their usual order (ㅏ then ㄱ as 가) or folds two into one (ㄱㄱ as ㄲ) hides the order in
        its outcome, not in what each event adds."""
        before, now = self._open, keys_of(commit) + keys_of(preedit)
        self._open = keys_of(preedit)
        if now.startswith(before):
            return now[len(before) :]
        if len(now) == len(before) and now.lower() == before.lower():
            return before[-1]
        added = Counter(now) - Counter(before)
        return "".join(added.elements()) if len(now) > len(before) else ""

    def reset(self) -> None:
        """Nothing is half composed any more."""
        self._open = ""
