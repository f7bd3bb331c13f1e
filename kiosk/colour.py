"""How well two colours can be told apart; knows no theme and no screen."""

from __future__ import annotations


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two #RRGGBB colours, from 1 to 21 (WCAG 2.2, definitions of contrast ratio and relative luminance)."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    shares = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
