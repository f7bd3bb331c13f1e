"""Hangul syllables, their letters and the keys of the 두벌식 (KS X 5002) layout that make them, both ways; knows no keyboard's events."""

from __future__ import annotations

from typing import NamedTuple

INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
FINALS = "ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ"
"""In the order of Unicode's syllables (The Unicode Standard, 3.12: index = (initial * 21 + vowel) * 28 + final, 0 for no final)."""

FIRST, LAST = 0xAC00, 0xD7A3
PER_VOWEL = len(FINALS) + 1
PER_INITIAL = len(VOWELS) * PER_VOWEL

_INITIAL_KEYS = ("r", "R", "s", "e", "E", "f", "a", "q", "Q", "t", "T", "d", "w", "W", "c", "z", "x", "v", "g")
_VOWEL_KEYS = ("k", "o", "i", "O", "j", "p", "u", "P", "h", "hk", "ho", "hl", "y", "n", "nj", "np", "nl", "b", "m", "ml", "l")
_FINAL_KEYS = (
    "r", "R", "rt", "s", "sw", "sg", "e", "f", "fr", "fa", "fq", "ft", "fx", "fv", "fg", "a", "q", "qt", "t", "T", "d", "w", "c", "z",
    "x", "v", "g",
)  # fmt: skip
_INITIAL = {keys: number for number, keys in enumerate(_INITIAL_KEYS)}
_VOWEL = {keys: number for number, keys in enumerate(_VOWEL_KEYS)}
_FINAL = {"": 0} | {keys: number for number, keys in enumerate(_FINAL_KEYS, 1)}

_JAMO = (
    dict(zip(FINALS + INITIALS + VOWELS, _FINAL_KEYS + _INITIAL_KEYS + _VOWEL_KEYS, strict=True))  # as single letters
    | {chr(0x1100 + number): keys for number, keys in enumerate(_INITIAL_KEYS)}  # the same as parts of a syllable
    | {chr(0x1161 + number): keys for number, keys in enumerate(_VOWEL_KEYS)}
    | {chr(0x11A8 + number): keys for number, keys in enumerate(_FINAL_KEYS)}
)

KEYS = frozenset((*_INITIAL_KEYS, *filter(lambda keys: len(keys) == 1, _VOWEL_KEYS)))
"""Every key that makes a letter; a capital stands for Shift."""


def keys_of(text: str) -> str:
    """``text`` with every Hangul syllable and letter as the keys that make it, on an American keyboard; all else as it is.

    뮤 is "ab", ㄳ is "rt", ㅃ is "Q". Shift shows only where it makes another letter (ㄲㄸㅃㅆㅉㅒㅖ); the rest comes out small."""
    return "".join(_keys(c) for c in text)


def has_hangul(text: str) -> bool:
    """Whether any of ``text`` is Hangul."""
    return any(_keys(c) != c for c in text)


def _keys(character: str) -> str:
    number = ord(character)
    if not FIRST <= number <= LAST:
        return _JAMO.get(character, character)
    rest, final = divmod(number - FIRST, PER_VOWEL)
    initial, vowel = divmod(rest, len(VOWELS))
    return _INITIAL_KEYS[initial] + _VOWEL_KEYS[vowel] + ("", *_FINAL_KEYS)[final]


class _Block(NamedTuple):
    """The keys of one syllable, or of a letter that stands alone."""

    initial: str = ""
    vowel: str = ""
    final: str = ""

    @property
    def text(self) -> str:
        if self.initial and self.vowel:
            return chr(FIRST + _INITIAL[self.initial] * PER_INITIAL + _VOWEL[self.vowel] * PER_VOWEL + _FINAL[self.final])
        return INITIALS[_INITIAL[self.initial]] if self.initial else VOWELS[_VOWEL[self.vowel]]


def compose(keys: str) -> str:
    """The text these ``KEYS`` make, one struck after the other: "gksrmf" is 한글, "rkqt" 값, "rkqtk" 갑사, "gre" ㅎㄱㄷ. All but the last
    syllable or letter is finished. Consonants without a vowel stay apart (ㄱㅅ, not ㄳ), as initials are searched for. NFC.

    Raises KeyError for a key that makes no letter."""
    blocks: list[_Block] = []
    for key in keys:
        last = blocks.pop() if blocks else _Block()
        blocks += [block for block in _struck(last, key) if any(block)]
    return "".join(block.text for block in blocks)


def _struck(block: _Block, key: str) -> tuple[_Block, ...]:
    if key in _INITIAL:
        if block.initial and block.vowel and block.final + key in _FINAL:
            return (block._replace(final=block.final + key),)
        return block, _Block(initial=key)
    if key not in _VOWEL:
        raise KeyError(key)
    if block.final:  # its last consonant begins the next syllable
        return block._replace(final=block.final[:-1]), _Block(block.final[-1], key)
    if block.vowel + key in _VOWEL:
        return (block._replace(vowel=block.vowel + key),)
    return block, _Block(vowel=key)
