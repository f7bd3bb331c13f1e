"""Tests of kiosk.lasting."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from kiosk.lasting import lasting


@pytest.fixture(autouse=True)
def thawed() -> Iterator[None]:
    yield
    gc.unfreeze()
    gc.enable()


def searched(thing: object) -> bool:
    return any(each is thing for each in gc.get_objects())


def test_what_is_made_inside_is_never_searched_and_what_comes_later_is() -> None:
    with lasting():
        assert not gc.isenabled()
        kept = [object()]
    assert gc.isenabled()
    assert not searched(kept)
    assert searched(later := [object()]), later


def test_the_collector_is_on_again_after_an_error_too() -> None:
    with pytest.raises(ValueError, match="no"), lasting():
        raise ValueError("no")
    assert gc.isenabled()


def test_a_collector_that_was_off_stays_off_and_one_inside_another_ends_with_the_outer() -> None:
    gc.disable()
    with lasting(), lasting():
        pass
    assert not gc.isenabled()
    gc.enable()
    with lasting():
        with lasting():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()
