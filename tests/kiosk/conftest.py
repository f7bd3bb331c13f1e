"""What the tests of stations share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kiosk.places import Places
from kiosk.programme import Programme
from tests.builders import FakeClock
from tests.kiosk.standing import Standing, standing


@pytest.fixture
def gate(places: Places, clock: FakeClock, programme: Programme) -> Iterator[Standing]:
    """The hall of the small programme: anybody, any number of times."""
    with standing(places, clock, programme) as made:
        yield made
