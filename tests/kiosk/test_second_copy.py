"""The journal's second copy: whole, named for its epoch, never in the way, and a new epoch wherever it is put to use."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable
from pathlib import Path
from time import monotonic, sleep

import pytest

from kiosk.errors import StoreError
from kiosk.journal import Journal, Why
from kiosk.second_copy import CopyFailed, SecondCopy, renew
from kiosk.verify import verify
from tests.builders import FakeClock
from tests.drafts import filled, journal, scan

PATIENCE_S = 60.0


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """Another medium."""
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def until(happened: Callable[[], bool]) -> None:
    """Wait for it."""
    end = monotonic() + PATIENCE_S
    while not happened():
        assert monotonic() < end, "it did not come"
        sleep(0.01)


def rows(path: Path) -> int:
    """How many rows the whole, unbroken journal at ``path`` has."""
    found = verify(path, {})
    assert found.ok
    return found.rows


def test_the_copy_is_whole_and_goes_by_its_epoch(tmp_path: Path, clock: FakeClock, stick: Path) -> None:
    made = filled(tmp_path / "journal.db", clock, 50)
    end = renew(tmp_path / "journal.db", stick)
    assert end == (made.epoch.hex().upper(), 50, made.head.hex().upper())
    assert [path.name for path in stick.iterdir()] == [f"journal-{made.epoch.hex()}.db"]
    assert rows(next(stick.iterdir())) == 50
    made.close()


def test_it_is_renewed_only_where_something_is_new(tmp_path: Path, clock: FakeClock, stick: Path) -> None:
    made = filled(tmp_path / "journal.db", clock, 5)
    end = renew(tmp_path / "journal.db", stick)
    copy = next(stick.iterdir())
    before = copy.stat().st_ino
    assert renew(tmp_path / "journal.db", stick, end) == end
    assert copy.stat().st_ino == before
    made.append(scan(clock))
    assert renew(tmp_path / "journal.db", stick, end) != end
    assert rows(copy) == 6
    made.close()


def test_a_new_epoch_has_a_copy_of_its_own(tmp_path: Path, clock: FakeClock, stick: Path) -> None:
    made = filled(tmp_path / "journal.db", clock, 3)
    renew(tmp_path / "journal.db", stick)
    made.start_epoch(Why.FORK)
    made.append(scan(clock))
    renew(tmp_path / "journal.db", stick)
    assert sorted(rows(path) for path in stick.iterdir()) == [3, 4]
    made.close()


def test_a_copy_put_to_use_elsewhere_begins_a_new_epoch_and_loses_nothing(tmp_path: Path, clock: FakeClock, stick: Path) -> None:
    lost = filled(tmp_path / "journal.db", clock, 20)
    renew(tmp_path / "journal.db", stick)
    lost.close()
    spare = tmp_path / "spare"
    spare.mkdir()
    shutil.copyfile(next(stick.iterdir()), spare / "journal.db")
    found: Journal = journal(spare / "journal.db", clock)
    assert found.began is Why.MOVED
    assert found.epoch != lost.epoch
    assert found.append(scan(clock)).row == 1
    assert len(found.since(lost.epoch, 0, 100)) == 20
    found.close()


def test_no_journal_and_an_empty_one_are_no_fault(tmp_path: Path, clock: FakeClock, stick: Path) -> None:
    assert renew(tmp_path / "journal.db", stick) is None
    made = journal(tmp_path / "journal.db", clock)
    assert renew(tmp_path / "journal.db", stick) is None
    assert list(stick.iterdir()) == []
    made.close()


def test_a_folder_that_is_gone_is_not_made_anew(tmp_path: Path, clock: FakeClock) -> None:
    made = filled(tmp_path / "journal.db", clock, 1)
    with pytest.raises(StoreError):
        renew(tmp_path / "journal.db", tmp_path / "pulled out")
    assert not (tmp_path / "pulled out").exists()
    made.close()


def test_it_follows_a_journal_at_work_tells_when_the_medium_goes_and_goes_on_when_it_is_back(
    tmp_path: Path, clock: FakeClock, stick: Path
) -> None:
    heard: list[CopyFailed | None] = []
    made = filled(tmp_path / "journal.db", clock, 3)
    copy = SecondCopy(tmp_path / "journal.db", stick, heard.append, every_s=0.02)
    copy.start()
    target = stick / f"journal-{made.epoch.hex()}.db"
    until(target.exists)
    stick.rename(tmp_path / "pocket")
    made.append(scan(clock))
    until(lambda: bool(heard))
    assert isinstance(heard[0], CopyFailed)
    (tmp_path / "pocket").rename(stick)
    until(lambda: len(heard) == 2)
    assert heard[1] is None
    made.append(scan(clock))
    made.close()
    copy.stop()
    assert rows(target) == 5  # the last one too: what is new at the end is copied before the thread ends


def test_the_journal_never_waits_for_it(tmp_path: Path, clock: FakeClock, stick: Path) -> None:
    """While copies are taken over and over, records are committed and the log is moved into the journal and cut back."""
    made = filled(tmp_path / "journal.db", clock, 200)
    stop = threading.Event()

    def copying() -> None:
        while not stop.is_set():
            renew(tmp_path / "journal.db", stick)

    thread = threading.Thread(target=copying)
    thread.start()
    try:
        for _ in range(60):
            made.append(scan(clock))
        made.tidy()
    finally:
        stop.set()
        thread.join()
    assert made.row == 260
    renew(tmp_path / "journal.db", stick)
    assert rows(stick / f"journal-{made.epoch.hex()}.db") == 260
    made.close()
