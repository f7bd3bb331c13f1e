"""Registering somebody on the spot: what the programme asks of them, and whether what was entered will do; knows no screen and no file."""

from __future__ import annotations

import re
import secrets
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from kiosk.checked import Table
from kiosk.masking import plain
from kiosk.model import Text

if TYPE_CHECKING:
    from kiosk.programme import Category, Programme, Zone

MOST = 100
"""Characters of a field: longer than any name."""
GUARDED_BELOW = 14
"""Years: for a younger child a legal representative consents (개인정보 보호법 제22조의2)."""
GUARDIAN, GUARDIAN_PHONE, GUARDIAN_AGREES = "guardian", "guardian_phone", "guardian_agrees"
"""Places of a form besides its fields and consents."""

_EMAIL = re.compile(r"[^@\s,;]+@[^@\s,;]+\.[^@\s,;.]{2,}")
_MOBILE_DIGITS = 11


class Field(StrEnum):
    """What a walk-in may be asked, in the order of the form."""

    NAME = "name"
    PHONE = "phone"
    COMPANY = "company"
    EMAIL = "email"


class Wish(StrEnum):
    """Whether a field is asked for."""

    NO = "no"
    OPTIONAL = "optional"
    REQUIRED = "required"


@dataclass(frozen=True, slots=True)
class Asked:
    """One field a category asks for."""

    field: Field
    required: bool


@dataclass(frozen=True, slots=True)
class Consent:
    """One thing a person agrees to or not, apart from every other. Whoever refuses one that is not ``required`` comes in all the same."""

    id: str
    name: Text
    text: Text
    required: bool = False


@dataclass(frozen=True, slots=True)
class Form:
    """What was entered for one person. ``consents``: those answered. ``under_age``: younger than GUARDED_BELOW, so ``guardian`` with a
    telephone number agrees for them."""

    category: str
    name: str = ""
    phone: str = ""
    company: str = ""
    email: str = ""
    consents: tuple[tuple[str, bool], ...] = ()
    under_age: bool = False
    guardian: str = ""
    guardian_phone: str = ""
    guardian_agrees: bool = False

    def value(self, field: Field) -> str:
        """What stands in that field."""
        return str(getattr(self, field.value))


@dataclass(frozen=True, slots=True)
class Missing:
    """What stands against a form: where (a field, a consent's id, or one of the guardian's places) and the key of the sentence."""

    place: str
    key: str
    values: Mapping[str, object]


def new_person() -> str:
    """An opaque id for somebody no list has."""
    return "w" + secrets.token_hex(8)


def offered(programme: Programme, zone: Zone) -> tuple[Category, ...]:
    """The categories a walk-in may be registered as at this desk."""
    return tuple(each for each in programme.categories if each.walk_in and each.id in zone.categories)


def missing(form: Form, programme: Programme, zone: Zone) -> tuple[Missing, ...]:
    """What must be put right before ``form`` is taken, in its order; empty for nothing."""
    category = next((each for each in offered(programme, zone) if each.id == form.category), None)
    if category is None:
        return (Missing("category", "walk_in.category", {}),)
    found = [_fault(asked.field, form.value(asked.field), required=asked.required) for asked in category.walk_in]
    answered = dict(form.consents)
    found += [_consent_fault(each, answered) for each in programme.consents]
    if form.under_age:
        found.append(_named(GUARDIAN, form.guardian, required=True))
        found.append(_phoned(GUARDIAN_PHONE, form.guardian_phone, required=True))
        found.append(None if form.guardian_agrees else Missing(GUARDIAN_AGREES, "walk_in.guardian_agrees", {}))
    return tuple(each for each in found if each is not None)


def name_fault(name: str) -> Missing | None:
    """What stands against a name on a badge, None for nothing."""
    return _named(Field.NAME, name, required=True)


def tidy(text: str) -> str:
    """``text`` as it is kept: NFC, one line, no invisible characters, single spaces, at most MOST characters."""
    return " ".join(plain(text).split())[:MOST]


def personal(form: Form, asked: Iterable[Asked]) -> dict[str, str]:
    """The personal data of ``form`` as it is kept: what is ``asked``, and a guardian where one is needed; nothing that is empty."""
    values = {each.field.value: tidy(form.value(each.field)) for each in asked}
    values |= {GUARDIAN: tidy(form.guardian), GUARDIAN_PHONE: tidy(form.guardian_phone)} if form.under_age else {}
    return {name: value for name, value in values.items() if value}


def answers(form: Form) -> dict[str, int]:
    """What was agreed to, as a record's ``detail`` says it: nothing of it tells who."""
    return {f"consent.{id_}": int(agreed) for id_, agreed in form.consents} | ({"guardian": 1} if form.under_age else {})


def asked_of(table: Table) -> tuple[Asked, ...]:
    """What the category in ``table`` asks of walk-ins (``walk_in``), nothing where it has none."""
    if not table.has("walk_in"):
        return ()
    fields = table.table("walk_in")
    if fields is None:
        return ()
    wishes = {field: fields.choice(field.value, Wish.NO) for field in Field}
    if wishes[Field.NAME] is not Wish.REQUIRED:
        fields.fault(Field.NAME.value, "walk_in_name")
    fields.finish()
    return tuple(Asked(field, wish is Wish.REQUIRED) for field, wish in wishes.items() if wish is not Wish.NO)


def consents_of(root: Table) -> tuple[Consent, ...]:
    """The programme's consents, in its order."""
    made: list[Consent] = []
    for table in root.tables("consent") if root.has("consent") else []:
        consent = Consent(
            table.ident(), table.texts("name") or Text("", ""), table.texts("text") or Text("", ""), table.flag("required", False)
        )
        if consent.id in {each.id for each in made}:
            table.fault("id", "twice", found=consent.id)
        table.finish()
        made.append(consent)
    return tuple(made)


def _fault(field: Field, text: str, *, required: bool) -> Missing | None:
    match field:
        case Field.NAME:
            return _named(field, text, required=required)
        case Field.PHONE:
            return _phoned(field, text, required=required)
        case Field.EMAIL:
            return _filled(field, text, required=required) or (
                Missing(field, "walk_in.email", {}) if tidy(text) and not _EMAIL.fullmatch(tidy(text)) else None
            )
        case Field.COMPANY:
            return _filled(field, text, required=required)


def _filled(place: str, text: str, *, required: bool) -> Missing | None:
    return Missing(place, f"walk_in.no_{place}", {}) if required and not tidy(text) else None


def _named(place: str, text: str, *, required: bool) -> Missing | None:
    if missing := _filled(place, text, required=required):
        return missing
    lettered = any(unicodedata.category(letter).startswith("L") for letter in tidy(text))
    return None if lettered or not tidy(text) else Missing(place, "walk_in.no_letter", {})


def _phoned(place: str, text: str, *, required: bool) -> Missing | None:
    """A Korean number, or one from abroad with + before it (ITU-T E.164: at most fifteen digits)."""
    if not tidy(text):
        return _filled(place, text, required=required)
    digits, rest = _split(tidy(text))
    if rest.strip("+-(). "):
        return Missing(place, "walk_in.phone", {})
    if tidy(text).startswith("+"):
        return None if 8 <= len(digits) <= 15 else Missing(place, "walk_in.phone", {})
    if digits.startswith("010") and len(digits) < _MOBILE_DIGITS:
        return Missing(place, "walk_in.phone_short", {"count": _MOBILE_DIGITS - len(digits)})
    good = digits.startswith("0") and 9 <= len(digits) <= _MOBILE_DIGITS
    return None if good else Missing(place, "walk_in.phone", {})


def _split(text: str) -> tuple[str, str]:
    return "".join(filter(str.isdecimal, text)), "".join(letter for letter in text if not letter.isdecimal())


def _consent_fault(consent: Consent, answered: Mapping[str, bool]) -> Missing | None:
    if consent.id not in answered:
        return Missing(consent.id, "walk_in.unanswered", {})
    return Missing(consent.id, "walk_in.needed", {}) if consent.required and not answered[consent.id] else None
