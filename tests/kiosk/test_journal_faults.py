"""What a fault of the disk or a kill leaves of a journal."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk import ballast, salvage
from kiosk.errors import CannotRecord, NewerStore
from kiosk.journal import Journal, Why
from kiosk.places import Places
from kiosk.store import open_store
from kiosk.verify import verify
from tests.builders import FakeClock
from tests.drafts import child, code_of, filled, journal, scan


@pytest.fixture
def opened(places: Places, clock: FakeClock) -> Iterator[Journal]:
    """A new journal."""
    made = journal(places.journal, clock)
    yield made
    made.close()


def test_a_damaged_file_is_set_aside_and_what_its_chain_proves_is_carried_over(places: Places, clock: FakeClock) -> None:
    before = filled(places.journal, clock, 100)
    kept = before.since(before.epoch, 0, 100)
    before.close()
    damage(places.journal, kept[69].hash)
    after = journal(places.journal, clock)
    assert after.began is Why.BROKEN
    assert after.set_aside is not None
    assert after.set_aside.is_file()
    carried = after.since(before.epoch, 0, 100)
    assert 0 < len(carried) < 70
    assert carried == kept[: len(carried)]
    assert after.append(scan(clock)).epoch != before.epoch
    assert after.movements(code_of(1))[0].epoch == before.epoch
    after.close()
    assert verify(places.journal, {}).ok


def damage(path: Path, near: bytes) -> None:
    """Overwrite the page of the file that holds ``near``."""
    content = bytearray(path.read_bytes())
    page = content.index(near) // 4096 * 4096
    content[page : page + 4096] = b"\xa5" * 4096
    path.write_bytes(content)


def test_a_power_cut_while_a_damaged_file_is_set_aside_loses_nothing_of_what_its_chain_proves(places: Places, clock: FakeClock) -> None:
    before = filled(places.journal, clock, 100)
    kept = before.since(before.epoch, 0, 100)
    before.close()
    damage(places.journal, kept[69].hash)
    target = salvage.set_aside(places.journal)
    for begun in (False, True):  # cut off before the new file was made, and just after
        if begun:
            open_store(places.journal, "journal").close()
        after = journal(places.journal, clock)
        assert (after.began, after.set_aside) == (Why.BROKEN, target)
        assert after.epoch != before.epoch
        assert after.append(scan(clock)).hlc > kept[-1].hlc
        carried = after.since(before.epoch, 0, 100)
        assert carried == kept[: len(carried)] != []
        after.close()
        assert verify(places.journal, {}).ok
        places.journal.unlink()


def test_a_file_that_is_no_database_is_set_aside(places: Places, clock: FakeClock) -> None:
    for number in (1, 2):
        places.journal.write_bytes(b"no database at all " * 500)
        opened = journal(places.journal, clock)
        assert opened.set_aside == places.root / f"journal.db.broken-{number}"
        assert opened.append(scan(clock)).row == 1
        opened.close()
        places.journal.unlink()


def test_a_newer_file_is_refused_not_set_aside(places: Places, clock: FakeClock) -> None:
    filled(places.journal, clock, 1).close()
    other = sqlite3.connect(places.journal)
    other.execute("PRAGMA user_version = 99")
    other.close()
    with pytest.raises(NewerStore):
        journal(places.journal, clock)
    assert [path.name for path in places.root.iterdir() if "broken" in path.name] == []


def test_after_a_fault_nothing_is_appended_until_it_is_opened_again(places: Places, clock: FakeClock) -> None:
    opened = filled(places.journal, clock, 1)
    other = sqlite3.connect(places.journal, isolation_level=None)
    opened._connection.execute("PRAGMA busy_timeout = 0")
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(CannotRecord) as refused:
        opened.append(scan(clock))
    assert (refused.value.values["epoch"], refused.value.values["row"]) == (opened.epoch.hex(), 2)
    other.execute("ROLLBACK")
    other.close()
    with pytest.raises(CannotRecord):
        opened.append(scan(clock))
    opened.close()
    again = journal(places.journal, clock)
    assert again.append(scan(clock)).row == 2
    again.close()


def acknowledged(process: subprocess.Popen[str]) -> list[tuple[str, int, str]]:
    """The records the child said were on disk: epoch, row, hash."""
    assert process.stdout is not None
    assert process.stderr is not None
    with process:  # not communicate(): it passes over what readline() has taken from the pipe already
        out, err = process.stdout.read(), process.stderr.read()
    assert not err, err
    lines = [line.split() for line in out.splitlines(keepends=True) if line.endswith("\n")]  # the kill may cut the last one
    return [(epoch, int(row), stored) for epoch, row, stored in lines]


def on_disk(path: Path) -> set[tuple[str, int, str]]:
    """The records in the file: epoch, row, hash."""
    connection = sqlite3.connect(path)
    query = "SELECT hex(id), row, hex(hash) FROM record JOIN epoch ON no = epoch"
    found = {(epoch.lower(), row, stored.lower()) for epoch, row, stored in connection.execute(query)}
    connection.close()
    return found


def test_kill_9_leaves_a_chain_that_holds_with_every_acknowledged_row(places: Places) -> None:
    said: set[tuple[str, int, str]] = set()
    for kill in range(5):
        process = child("write(journal(path, clock), 100_000)", str(places.journal))
        assert process.stdout is not None
        seen = [process.stdout.readline().split() for _ in range(17 * kill + 3)]
        process.kill()
        said |= {(epoch, int(row), stored) for epoch, row, stored in seen} | set(acknowledged(process))
        found = verify(places.journal, {})
        assert found.ok
        assert said <= on_disk(places.journal)
        assert found.rows <= len(said) + kill + 1  # at most one that was committed and not yet said
    assert len({epoch for epoch, _, _ in said}) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit on the size of a file")
def test_a_write_that_fails_loses_no_acknowledged_row_and_it_goes_on_when_the_fault_is_gone(places: Places) -> None:
    program = """
import resource
made = journal(path, clock)
resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, resource.RLIM_INFINITY))
try:
    write(made, 100_000)
except CannotRecord as error:
    made.close()
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    again = journal(path, clock)
    assert again.began is None and again.row >= error.values["row"] - 1
    write(again, 20)
    again.close()
else:
    raise SystemExit("the limit was not felt")
"""
    process = child(program, str(places.journal))
    said = acknowledged(process)
    assert process.returncode == 0
    assert len(said) > 30
    assert set(said) <= on_disk(places.journal)
    assert verify(places.journal, {}).ok


def test_space_given_up_is_held_back_again_in_an_idle_moment(opened: Journal, places: Places) -> None:
    ballast.release(places.root)
    opened.tidy()
    assert places.ballast.exists()


def test_a_full_disk_loses_no_acknowledged_row_and_the_ballast_lets_it_go_on(tmp_path: Path) -> None:
    program = """
import os
from kiosk.places import Places
from kiosk.store import open_store
made = journal(path, clock)
assert Places(path.parent).ballast.exists()
room = os.statvfs(path.parent)
with open(path.parent / "filler", "wb") as file:
    os.posix_fallocate(file.fileno(), 0, room.f_bavail * room.f_frsize - 150_000)
for full in range(2):
    try:
        write(made, 30_000)
    except CannotRecord as error:
        assert error.values["full"], error
        made.close()
        if full:
            break
        made = journal(path, clock)
        assert made.began is None
else:
    raise SystemExit("the disk did not fill")
assert not Places(path.parent).ballast.exists()
os.remove(path.parent / "filler")
again = journal(path, clock)
write(again, 1)
again.close()
import shutil
shutil.copyfile(path, sys.argv[2])
"""
    folder, kept = tmp_path / "small", tmp_path / "kept.db"
    folder.mkdir()
    mount = f'mount -t tmpfs -o size=48m tmpfs "{folder}" || exit 77; exec "$@"'
    process = child(program, str(folder / "journal.db"), str(kept), wrapped=("unshare", "-rm", "sh", "-c", mount, "sh"))
    out, err = process.communicate(timeout=120)
    if process.returncode in (77, 1) and ("unshare" in err or "mount" in err):
        pytest.skip(f"no small file system can be mounted here: {err.strip()}")
    assert process.returncode == 0, err
    said = [tuple(line.split()) for line in out.splitlines()]
    assert len(said) > 1_000  # far more than fit before the ballast was let go
    assert {(epoch, int(row), stored) for epoch, row, stored in said} <= on_disk(kept)
    assert verify(kept, {}).ok
