"""``kiosk journal``: what it prints and how it ends."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.commands.journal import main
from kiosk.feed import FeedWriter, Intake
from kiosk.outbox import Mark
from kiosk.places import Places
from tests.builders import FakeClock, file_sizes
from tests.drafts import filled, journal
from tests.kiosk.test_salvage import tamper

ROOT = Path(__file__).parent.parent.parent.parent


@pytest.fixture
def head(places: Places, clock: FakeClock) -> str:
    """A station at rest with five records, three confirmed; the hash of the last."""
    made = filled(places.journal, clock, 5)
    third = made.find(3)
    assert third is not None
    feed = FeedWriter(places.feed)
    feed.apply(Intake(marks={made.epoch: Mark(3, third.hash)}))
    feed.close()
    made.close()
    return made.head.hex()


def test_a_whole_journal_ends_0_with_one_line_of_json(places: Places, head: str, capsys: pytest.CaptureFixture[str]) -> None:
    before = file_sizes(places.root)
    for folder in (places.root, places.root.parent):  # the station's, and a demo's that holds it
        assert main(["verify", "--data", str(folder), "--json"]) == 0
        said = capsys.readouterr()
        assert json.loads(said.out) == {"ok": True, "rows": 5, "head": head, "anchored": 3, "unsent": 2}
        assert said.out.count("\n") == 1
        assert said.err == ""
    assert file_sizes(places.root) == before


def test_a_broken_journal_ends_1_and_says_where(places: Places, head: str, capsys: pytest.CaptureFixture[str]) -> None:
    tamper(places.journal, "UPDATE record SET badge = 'B9' WHERE row = 2")
    assert main(["verify", "--data", str(places.root), "--json", "--lang", "ko"]) == 1
    said = capsys.readouterr()
    assert json.loads(said.out)["ok"] is False
    assert "2번 기록" in said.err
    assert main(["verify", "--data", str(places.root), "--lang", "en"]) == 1
    said = capsys.readouterr()
    assert "broken" in said.out
    assert "row 2" in said.err


def test_a_folder_without_a_journal_ends_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for action in (["verify"], ["export", "--to", str(tmp_path / "a.csv")]):
        assert main([*action, "--data", str(tmp_path / "nothing"), "--lang", "ko"]) == 2
        said = capsys.readouterr()
        assert "기록 파일(journal.db)이 없습니다" in said.err
        assert said.out == ""


@pytest.mark.parametrize("arguments", [[], ["verify"], ["export", "--data", "."], ["verify", "--data", ".", "--lang", "de"], ["mend"]])
def test_wrong_usage_ends_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    assert "usage" in capsys.readouterr().err


def test_a_newer_journal_is_named_as_such(places: Places, head: str, capsys: pytest.CaptureFixture[str]) -> None:
    tamper(places.journal, "PRAGMA user_version = 99")
    assert main(["verify", "--data", str(places.root), "--lang", "en"]) == 1
    assert "newer version" in capsys.readouterr().err


def test_a_damaged_file_is_broken_not_a_traceback(places: Places, capsys: pytest.CaptureFixture[str]) -> None:
    for content in (b"", b"no database " * 1000):
        places.journal.write_bytes(content)
        assert main(["verify", "--data", str(places.root), "--json", "--lang", "en"]) == 1
        said = capsys.readouterr()
        assert json.loads(said.out) == {"ok": False, "rows": 0, "head": "", "anchored": 0, "unsent": 0}
        assert "cannot be read" in said.err
        assert main(["export", "--data", str(places.root), "--to", str(places.root / "a.csv"), "--lang", "en"]) == 1
        assert "damaged" in capsys.readouterr().err
        assert not (places.root / "a.csv").exists()


def test_it_reads_a_copy_on_a_read_only_file_system(places: Places, clock: FakeClock, tmp_path: Path) -> None:
    at_work = filled(places.journal, clock, 4)
    copy = shutil.copytree(places.root, tmp_path / "copy")  # with the -wal and -shm of a station that was not stopped
    at_work.close()
    mount = f'mount --bind "{copy}" "{copy}" && mount -o remount,ro,bind "{copy}" || exit 77; exec "$@"'
    command = [sys.executable, "-m", "kiosk", "journal", "verify", "--data", str(copy), "--json"]
    try:
        run = subprocess.run(["unshare", "-rm", "sh", "-c", mount, "sh", *command], capture_output=True, text=True, cwd=ROOT, timeout=60)
    except FileNotFoundError:
        pytest.skip("no unshare here")
    if run.returncode in (1, 77) and not run.stdout:
        pytest.skip(f"nothing can be mounted read-only here: {run.stderr.strip()}")
    assert (run.returncode, json.loads(run.stdout)["rows"]) == (0, 4), run.stderr


def test_export_says_how_many_and_refuses_to_write_over(places: Places, head: str, capsys: pytest.CaptureFixture[str]) -> None:
    target = places.root / "out.csv"
    arguments = ["export", "--data", str(places.root), "--to", str(target), "--lang", "en"]
    assert main(arguments) == 0
    assert "5 records" in capsys.readouterr().out
    target.write_text("mine")
    assert main(arguments) == 1
    assert "--force" in capsys.readouterr().err
    assert target.read_text() == "mine"
    assert main([*arguments, "--force"]) == 0
    assert target.read_text("utf-8").count("\n") == 6


def test_export_to_an_unknown_kind_of_file_ends_2(places: Places, head: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "--data", str(places.root), "--to", str(tmp_path / "a.xlsx"), "--lang", "en"]) == 2
    assert ".csv" in capsys.readouterr().err


def test_export_into_a_folder_that_is_not_there_ends_1(
    places: Places, head: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", "--data", str(places.root), "--to", str(tmp_path / "none" / "a.csv"), "--lang", "en"]) == 1
    assert capsys.readouterr().err


def test_salvage_writes_what_the_journal_lost_and_says_where(places: Places, clock: FakeClock, capsys: pytest.CaptureFixture[str]) -> None:
    target = places.root / "found.jsonl"
    before = filled(places.journal, clock, 100)
    kept = before.since(before.epoch, 0, 100)
    before.close()
    assert main(["salvage", "--data", str(places.root), "--to", str(target), "--lang", "en"]) == 0
    assert "no damaged journal" in capsys.readouterr().out
    assert not target.exists()
    content = bytearray(places.journal.read_bytes())
    page = content.index(kept[49].hash) // 4096 * 4096
    content[page : page + 4096] = bytes(4096)
    places.journal.write_bytes(content)
    after = journal(places.journal, clock)
    carried = after.since(before.epoch, 0, 100)
    after.close()
    assert main(["salvage", "--data", str(places.root), "--to", str(target), "--lang", "en"]) == 0
    told = capsys.readouterr().out
    rows = [json.loads(line)["hash"] for line in target.read_text("utf-8").splitlines()]
    assert f"Found {len(rows)} records in 1 damaged files" in told
    lost = [record.hash.hex() for record in kept[len(carried) :]]
    assert len(rows) > 20
    assert set(rows) <= set(lost)
    assert rows[-1] == kept[-1].hash.hex()  # behind the damage
