from __future__ import annotations

from collections.abc import Iterator

import pytest

from kiosk.journal import Journal
from kiosk.model import Kind
from kiosk.places import Places
from kiosk.tally import Tally
from tests.builders import SEOUL, FakeClock, at
from tests.drafts import act, journal, scan


@pytest.fixture
def book(places: Places, clock: FakeClock) -> Iterator[Journal]:
    made = journal(places.journal, clock)
    yield made
    made.close()


def test_todays_scans_are_counted_from_midnight_at_the_event(book: Journal, clock: FakeClock) -> None:
    tally = Tally(book)
    for hour in (0, 9, 23):
        clock.set_wall(at(1, hour))
        book.append(scan(clock))
    book.append(act(clock, Kind.UNDO, 1))
    assert tally.today(at(1, 23, 59), SEOUL) == 3
    clock.set_wall(at(2, 0))
    book.append(scan(clock))
    assert tally.today(at(2, 0), SEOUL) == 1
    assert tally.today(at(3, 0), SEOUL) == 0


def test_what_is_added_is_not_asked_for_again(book: Journal, clock: FakeClock) -> None:
    tally = Tally(book)
    assert tally.today(clock.wall(), SEOUL) == 0
    book.append(scan(clock))
    tally.add()
    assert tally.today(clock.wall(), SEOUL) == Tally(book).today(clock.wall(), SEOUL) == 1
