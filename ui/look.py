"""Colours, themes and strokes as tokens; knows no widgets, no words and no sizes of any one screen."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kiosk.model import Outcome, Verdict

INK = "#0B1A2E"
PAPER = "#FFFFFF"
ADMIT = "#3DD6A3"
AMBER = "#FFC22E"
CRIMSON = "#A3122A"


class Theme(StrEnum):
    """Which set of colours, chosen for the light the station stands in."""

    LIGHT = "light"  # a bright foyer
    DARK = "dark"  # a dark hall
    HIGH = "high"  # high contrast


class Tone(StrEnum):
    """What a full-bleed field says by colour, sign and edge together."""

    ADMIT = "admit"
    ATTENTION = "attention"
    REFUSE = "refuse"
    FAULT = "fault"


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours of everything that is not a verdict, as #RRGGBB. ``line`` is decoration only; ``edge`` outlines a control."""

    bg: str
    surface: str
    raised: str
    ink: str
    ink2: str
    edge: str
    line: str
    accent: str
    on_accent: str
    selected: str
    on_selected: str


@dataclass(frozen=True, slots=True)
class Field:
    """A verdict's field, the text on it, and its sign's colour when shown full screen."""

    field: str
    text: str
    sign: str


PALETTES = {
    Theme.LIGHT: Palette(
        bg="#EEF2F6", surface=PAPER, raised="#E1E8F0", ink=INK, ink2="#405066", edge="#63748A", line="#C3CEDA",
        accent="#0B57D0", on_accent=PAPER, selected="#DCE9FB", on_selected=INK,
    ),
    Theme.DARK: Palette(
        bg="#081322", surface="#10213A", raised="#1B3252", ink="#F3F7FB", ink2="#B4C4D6", edge="#7A92B0", line="#2A4364",
        accent="#7CC4FF", on_accent="#081322", selected="#1B3252", on_selected="#F3F7FB",
    ),
    Theme.HIGH: Palette(
        bg="#000000", surface="#000000", raised="#000000", ink=PAPER, ink2=PAPER, edge=PAPER, line=PAPER,
        accent="#FFE500", on_accent="#000000", selected=PAPER, on_selected="#000000",
    ),
}  # fmt: skip

FIELDS = {
    Tone.ADMIT: Field(ADMIT, INK, INK),
    Tone.ATTENTION: Field(AMBER, INK, INK),
    Tone.REFUSE: Field(CRIMSON, PAPER, PAPER),
    Tone.FAULT: Field(INK, PAPER, AMBER),
}

HIGH_FIELDS = {
    Tone.ADMIT: Field(ADMIT, "#000000", "#000000"),
    Tone.ATTENTION: Field("#FFE500", "#000000", "#000000"),
    Tone.REFUSE: Field("#7A0016", PAPER, PAPER),
    Tone.FAULT: Field("#000000", PAPER, AMBER),
}


@dataclass(frozen=True, slots=True)
class Look:
    """How a station looks: its theme, and whether anything may move."""

    theme: Theme = Theme.LIGHT
    reduce_motion: bool = False

    @property
    def palette(self) -> Palette:
        """The colours of everything that is not a verdict."""
        return PALETTES[self.theme]

    @property
    def high(self) -> bool:
        """High contrast: heavier strokes, black and white focus rings."""
        return self.theme is Theme.HIGH

    @property
    def stroke(self) -> float:
        """Width of a control's outline on the plain ground, in design pixels."""
        return 5 if self.high else 2

    @property
    def stroke_on_colour(self) -> float:
        """Width of a control's outline on a verdict or band, in design pixels."""
        return 5 if self.high else 3

    def field(self, tone: Tone) -> Field:
        """The colours of a full-bleed field."""
        return (HIGH_FIELDS if self.high else FIELDS)[tone]

    def ms(self, duration: int) -> int:
        """``duration`` in milliseconds, or 0 where nothing may move."""
        return 0 if self.reduce_motion else duration


def tone_of(verdict: Verdict) -> Tone:
    """The tone of a verdict. A repeat is told quietly, in the colour of an admission."""
    match verdict.outcome:
        case Outcome.ADMIT | Outcome.REPEAT:
            return Tone.ADMIT
        case Outcome.ATTENTION:
            return Tone.ATTENTION
        case Outcome.REFUSE:
            return Tone.REFUSE


def luminance(colour: str) -> float:
    """Relative luminance of #RRGGBB, 0 to 1 (WCAG 2.2, "relative luminance")."""
    channels = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1 to 21 (WCAG 2.2, "contrast ratio")."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)
