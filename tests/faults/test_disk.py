"""The disk of the trials loses what was not synced, and nothing else; the shim logs what a child really does."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.faults import shim
from tests.faults.disk import SECTOR, Cut, Disk, Step, steps

SYNCED = [Step("c", "a"), Step("w", "a", 0, data=b"x" * 10), Step("s", "a"), Step("s", "")]


def disk(*played: Step) -> Disk:
    made = Disk()
    for step in played:
        made.play(step)
    return made


def left(made: Disk, cut: Cut) -> list[dict[str, bytes]]:
    return [made.after(cut, random.Random(seed)) for seed in range(50)]


def test_what_was_synced_stays_whatever_came_after() -> None:
    made = disk(*SYNCED, Step("w", "a", 4, data=b"y" * 3))
    assert left(made, Cut.ALL_LOST) == [{"a": b"x" * 10}] * 50
    assert {each["a"] for each in left(made, Cut.A_BEGINNING_KEPT)} == {b"x" * 10, b"xxxxyyyxxx"}
    assert made.after(Cut.ALL_LOST, random.Random(0)) == {"a": b"x" * 10}


def test_what_a_failed_sync_was_to_write_is_not_written_by_the_next() -> None:
    made = disk(*SYNCED, Step("w", "a", 0, data=b"y"), Step("f", "a"), Step("w", "a", 9, data=b"z"), Step("s", "a"))
    assert left(made, Cut.ALL_LOST) == [{"a": b"x" * 9 + b"z"}] * 50


def test_a_torn_write_leaves_any_of_its_sectors() -> None:
    made = disk(*SYNCED, Step("w", "a", 100, data=b"y" * (2 * SECTOR)))
    found = {each["a"][10:].count(b"y") for each in left(made, Cut.TORN)}
    assert {0, 2 * SECTOR, SECTOR - 100, SECTOR, 100} <= found


def test_a_file_whose_folder_was_not_synced_may_be_gone_and_a_rename_undone() -> None:
    made = disk(*SYNCED, Step("c", "b"), Step("w", "b", 0, data=b"z"), Step("s", "b"), Step("r", "b", to="a"))
    assert left(made, Cut.ALL_LOST) == [{"a": b"x" * 10}] * 50
    names = [set(each.items()) for each in left(made, Cut.A_BEGINNING_KEPT)]
    assert {("a", b"z")} in names
    assert {("a", b"x" * 10), ("b", b"z")} in names


def test_a_file_cut_back_and_written_again_comes_out_as_it_went_in() -> None:
    made = disk(*SYNCED, Step("t", "a", 3), Step("w", "a", 5, data=b"q"), Step("s", "a"), Step("u", "a"))
    assert left(made, Cut.ALL_LOST) == [{"a": b"xxx\0\0q"}] * 50


@pytest.mark.skipif(bool(shim.missing()), reason=shim.missing())
def test_playing_a_log_to_its_end_gives_the_folder_as_the_child_left_it(tmp_path: Path) -> None:
    folder, log = tmp_path / "folder", tmp_path / "log"
    folder.mkdir()
    program = """
import os, sqlite3, sys
from pathlib import Path
folder = Path(sys.argv[1])
(folder / "note.part").write_text("note")
(folder / "note.part").rename(folder / "note")
made = sqlite3.connect(folder / "a.db", isolation_level=None)
made.execute("PRAGMA journal_mode = WAL")
made.execute("CREATE TABLE t (x)")
for number in range(50):
    made.execute("INSERT INTO t VALUES (randomblob(3000))")
made.execute("PRAGMA wal_checkpoint(TRUNCATE)")
made.execute("VACUUM")
made.close()
for path in folder.iterdir():
    handle = os.open(path, os.O_RDWR)
    os.fsync(handle)
handle = os.open(folder, os.O_RDONLY)
os.fsync(handle)
"""
    (tmp_path / "child.py").write_text(program)
    environ = shim.under(shim.build(tmp_path), folder, log)
    shim.run("child", folder, environ=environ | {"PYTHONPATH": str(tmp_path)})
    played = disk(*steps(log, folder)).after(Cut.ALL_LOST, random.Random(0))
    assert played == {path.name: path.read_bytes() for path in folder.iterdir()}
    assert {"a.db", "note"} == set(played)
