"""The keys behind an input method's events; knows neither scanners nor how Hangul is made of keys."""

from __future__ import annotations

from collections import Counter

from kiosk.hangul import keys_of


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
