"""What stands on a badge, in the order the programme gives it; paints nothing and knows no printer."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.badge import grouped, opaque
from kiosk.colour import contrast
from kiosk.programme import Category, Programme
from ui.look import PAPER


@dataclass(frozen=True, slots=True)
class BadgeFace:
    """Everything printed on one badge. ``zones`` are icon names, ``days`` the line under them."""

    code: str
    name: str
    second: str
    company: str
    category: Category
    zones: tuple[str, ...]
    days: str
    event: str

    def fields(self) -> dict[str, str]:
        """What stands for each of a template's FIELDS."""
        return {
            "name": self.name,
            "second": self.second,
            "company": self.company,
            "category": self.category.name.ko,
            "category-en": self.category.name.en,
            "days": self.days,
            "event": self.event,
            "code": grouped(opaque(self.code)),
        }

    def colours(self) -> dict[str, str]:
        """What stands for each of a template's COLOURS; a band as pale as the paper is shown by an edge of ink."""
        band, ink = self.category.band, self.category.ink
        return {"band": band, "ink": ink, "edge": band if contrast(band, PAPER) >= 1.5 else ink}


def badge_face(
    programme: Programme, category: Category, code: str, name: str, *, second: str = "", company: str = "", days: tuple[int, ...] = ()
) -> BadgeFace:
    """The badge of a person of ``category``, good on ``days`` (empty: every day), with the zones that category may enter uninvited.
    ``second``: the name once more, in other letters."""
    zones = [zone for zone in programme.zones if not zone.desk and category.id in zone.categories and not zone.invitation]
    numbers = "·".join(str(day) for day in days or category.days or range(1, len(programme.days) + 1))
    icons = tuple(zone.icon for zone in zones)
    return BadgeFace(code, name, second, company, category, icons, f"{numbers}일차", programme.name.ko)
