"""Space held back for a full disk."""

from __future__ import annotations

import pytest

from kiosk import ballast
from kiosk.errors import CannotRecord
from kiosk.places import Places


def test_the_space_is_really_taken_and_given_back(places: Places) -> None:
    ballast.keep(places.root)
    status = places.ballast.stat()
    assert status.st_size == ballast.SIZE
    assert status.st_blocks * 512 >= ballast.SIZE
    ballast.release(places.root)
    assert not places.ballast.exists()


def test_a_folder_that_cannot_take_it_is_left_alone(places: Places) -> None:
    ballast.keep(places.root / "missing")
    ballast.release(places.root / "missing")
    assert list(places.root.iterdir()) == []


def test_only_a_full_disk_has_the_space_given_back(places: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    ballast.keep(places.root)
    ballast.relieve(places.root, CannotRecord("disk I/O error", full=False))
    assert places.ballast.exists()
    ballast.relieve(places.root, CannotRecord("full", full=True))
    assert not places.ballast.exists()
    ballast.keep(places.root)
    monkeypatch.setattr(ballast, "LITTLE", 1 << 60)  # SQLite does not always say that the disk was full
    ballast.relieve(places.root, CannotRecord("disk I/O error", full=False))
    assert not places.ballast.exists()
