"""Every fault the domain can name has a sentence in both languages."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pkgutil import walk_packages

import kiosk
from kiosk.catalogue import table
from kiosk.errors import KioskError


def below(base: type[KioskError]) -> Iterator[type[KioskError]]:
    """``base`` and every class under it."""
    yield base
    for one in base.__subclasses__():
        yield from below(one)


def test_every_kind_of_error_has_a_sentence() -> None:
    for module in walk_packages(kiosk.__path__, "kiosk."):
        if module.name != "kiosk.__main__":
            import_module(module.name)
    ours = [one for one in below(KioskError) if one.__module__.startswith("kiosk.")]
    assert len(ours) > 10
    assert not {one.__name__: one.key for one in ours if one.key not in table()}


def test_every_sentence_is_there_in_both_languages() -> None:
    silent = {key for key, text in table().items() if not (text.ko.strip() and text.en.strip())}
    assert all(key.startswith("reason.") and key.endswith(".next") for key in silent)
