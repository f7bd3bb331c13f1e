"""``kiosk access``: what it prints, what it writes down about itself, and how it ends."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from kiosk import config
from kiosk.access import detail_of
from kiosk.commands.access import main
from kiosk.commands.journal import main as journal_main
from kiosk.feed import FeedWriter, Intake
from kiosk.instance import Hold
from kiosk.journal import Draft, Journal
from kiosk.model import Kind
from kiosk.outbox import Mark
from kiosk.places import Places
from tests.builders import FakeClock
from tests.drafts import filled
from tests.kiosk.standing import IDENTITY
from tests.kiosk.test_salvage import tamper

MONTH = "2026-10"


@pytest.fixture
def desk(places: Places, clock: FakeClock) -> Places:
    """A desk at rest: two cards were opened, two people scanned; the server has confirmed all of it."""
    config.save(IDENTITY, places)
    journal = filled(places.journal, clock, 2)
    log = Journal(places.access, IDENTITY.event, IDENTITY.station, clock)
    for person in ("=p1", "p2"):
        log.append(Draft(Kind.LOOK_UP, clock.wall(), clock.mono(), operator="s1", badge=person, detail=detail_of("check_in")))
    feed = FeedWriter(places.feed)
    feed.apply(Intake(marks={journal.epoch: Mark(2, journal.head), log.epoch: Mark(2, log.head)}))
    for part in (journal, log, feed):
        part.close()
    return places


def test_both_logs_of_a_desk_are_whole_each_by_its_own_marks(desk: Places, capsys: pytest.CaptureFixture[str]) -> None:
    for verify in (main, journal_main):
        assert verify(["verify", "--data", str(desk.root), "--json"]) == 0
        told = json.loads(capsys.readouterr().out)
        assert (told["ok"], told["rows"], told["anchored"], told["unsent"]) == (True, 2, 2, 0)


def test_a_line_that_was_changed_shows(desk: Places, capsys: pytest.CaptureFixture[str]) -> None:
    tamper(desk.access, "UPDATE record SET operator = 'nobody' WHERE row = 1")
    assert main(["verify", "--data", str(desk.root), "--lang", "en"]) == 1
    assert "broken" in capsys.readouterr().out


def test_a_download_stands_in_the_log_with_its_reason_before_the_file_is_there(desk: Places, capsys: pytest.CaptureFixture[str]) -> None:
    target = desk.root / "log.csv"
    asked = ["export", "--month", MONTH, "--to", str(target), "--data", str(desk.root), "--lang", "en"]
    assert main([*asked, "--reason", "  "]) == 2
    with Hold(desk.lock):
        assert main([*asked, "--reason", "audit"]) == 1  # the desk is at work: its own thread writes the log
    assert not target.exists()
    assert main([*asked, "--reason", "audit of October"]) == 0
    with target.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["what"], row["operator"], row["person"], row["why"]) for row in rows] == [
        ("look_up", "s1", "'=p1", "check_in"),
        ("look_up", "s1", "p2", "check_in"),
    ]
    assert main([*asked, "--reason", "again"]) == 1  # nothing is written over unasked
    capsys.readouterr()
    assert main(["list", "--data", str(desk.root)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 3
    assert "audit of October" in lines[2]
    assert "of=access_log" in lines[2]


def test_a_folder_without_an_access_log_is_told_apart(places: Places, clock: FakeClock, tmp_path: Path) -> None:
    assert main(["list", "--data", str(tmp_path)]) == 2
    filled(places.journal, clock, 1).close()
    assert main(["verify", "--data", str(places.root)]) == 2
