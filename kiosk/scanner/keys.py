"""Where keys lie and what three layouts print there; knows no scanner and no platform's events.

A position is the key's number in Linux' input-event-codes.h, which numbers the main block as the PC/AT keyboard's first scan code set did:
so it is also what Windows tells, and X11 and Wayland tell it with eight added.
"""

from __future__ import annotations

from dataclasses import dataclass

_MAIN = (41, *range(2, 14), *range(16, 28), *range(30, 41), 43, *range(44, 54))
"""The 47 printing keys of the main block, row by row: ` 1-0 - =, Q-], A-', \\, Z-/ where the keyboard is American."""

_KEYPAD = dict(zip((*range(71, 84), 98, 55), "789-456+1230./*", strict=True))
_SPACE = 57

_X11_AHEAD = 8
_SET_1 = 0x7F  # Windows puts a bit for extended keys above it


@dataclass(frozen=True)
class Layout:
    """What a keyboard prints: ``plain`` and ``shifted``, position -> character; ``where``, character -> (position, shift)."""

    plain: dict[int, str]
    shifted: dict[int, str]
    where: dict[str, tuple[int, bool]]

    def at(self, position: int, *, shift: bool) -> str:
        """The character of that key, "" for a key that prints none."""
        return (self.shifted if shift else self.plain).get(position, "")


def _layout(plain: str, shifted: str) -> Layout:
    below = dict(zip(_MAIN, plain, strict=True)) | {_SPACE: " "}
    above = dict(zip(_MAIN, shifted, strict=True)) | {_SPACE: " "}
    where = {c: (at, True) for at, c in above.items()} | {c: (at, False) for at, c in below.items()}
    return Layout(below | _KEYPAD, above | _KEYPAD, where)


US = _layout("`1234567890-=qwertyuiop[]asdfghjkl;'\\zxcvbnm,./", '~!@#$%^&*()_+QWERTYUIOP{}ASDFGHJKL:"|ZXCVBNM<>?')
GERMAN = _layout("^1234567890ß´qwertzuiopü+asdfghjklöä#yxcvbnm,.-", "°!\"§$%&/()=?`QWERTZUIOPÜ*ASDFGHJKLÖÄ'YXCVBNM;:_")
FRENCH = _layout("²&é\"'(-è_çà)=azertyuiop^$qsdfghjklmù*wxcvbn,;:!", "~1234567890°+AZERTYUIOP¨£QSDFGHJKLM%µWXCVBN?./§")


def position(scan: int, platform: str) -> int:
    """The position a ``platform`` (Qt's name of it) means by its native scan code; 0 where it tells none we know."""
    if platform in ("xcb", "wayland"):
        return max(0, scan - _X11_AHEAD)
    return scan & _SET_1 if platform == "windows" else 0


def retyped(text: str, host: Layout, scanner: Layout) -> str:
    """What a scanner set to one layout meant by keys that a computer set to another took for ``text``; other characters stay."""
    return "".join(scanner.at(host.where[c][0], shift=host.where[c][1]) if c in host.where else c for c in text)
