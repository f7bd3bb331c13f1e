"""A 두벌식 input method as computers have it, for tests: keys in, what it commits and leaves half composed out."""

from __future__ import annotations

import unicodedata

LEADS = ("r", "R", "s", "e", "E", "f", "a", "q", "Q", "t", "T", "d", "w", "W", "c", "z", "x", "v", "g")
VOWELS = ("k", "o", "i", "O", "j", "p", "u", "P", "h", "hk", "ho", "hl", "y", "n", "nj", "np", "nl", "b", "m", "ml", "l")
TAILS = tuple("r R rt s sw sg e f fr fa fq ft fx fv fg a q qt t T d w c z x v g".split())  # noqa: SIM905 - easier to compare
KEYS = "qwertyuiopasdfghjklzxcvbnmQWERTOP"
"""Every key that makes a letter of its own, Shift where it changes the letter."""


class InputMethod:
    """Composes syllable by syllable; a tail moves on to the next vowel."""

    def __init__(self) -> None:
        self._lead = self._vowel = self._tail = ""

    def key(self, key: str) -> tuple[str, str]:
        """(commit, preedit) of one key."""
        commit = self._consonant(key) if key in LEADS else self._next_vowel(key)
        return commit, self._shown()

    def flush(self) -> tuple[str, str]:
        """(commit, preedit) when another key comes."""
        commit = self._shown()
        self._lead = self._vowel = self._tail = ""
        return commit, ""

    def _consonant(self, key: str) -> str:
        if self._lead and self._vowel and self._tail + key in TAILS:
            self._tail += key
            return ""
        commit, _ = self.flush()
        self._lead = key
        return commit

    def _next_vowel(self, key: str) -> str:
        if self._tail:
            moved, self._tail = self._tail[-1], self._tail[:-1]
            commit, _ = self.flush()
            self._lead, self._vowel = moved, key
            return commit
        if self._vowel + key in VOWELS:
            self._vowel += key
            return ""
        commit, _ = self.flush()
        self._vowel = key
        return commit

    def _shown(self) -> str:
        lead = chr(0x1100 + LEADS.index(self._lead)) if self._lead else ""
        vowel = chr(0x1161 + VOWELS.index(self._vowel)) if self._vowel else ""
        tail = chr(0x11A8 + TAILS.index(self._tail)) if self._tail else ""
        if lead and vowel:
            return unicodedata.normalize("NFC", lead + vowel + tail)
        if vowel:
            return chr(0x314F + VOWELS.index(self._vowel))
        return "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"[LEADS.index(self._lead)] if lead else ""
