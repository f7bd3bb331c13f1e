"""Tests of ui.app: a gate wired as at a show, from the picture before its camera to the verdict on its screen and the row on its disk."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kiosk.config import Identity
from kiosk.feed import ProgrammeText
from kiosk.model import Direction, Flag, Kind, Link, Outcome, Reason
from kiosk.places import Places
from kiosk.programme import load
from kiosk.scanner import settings
from kiosk.scanner.aim import Area
from kiosk.scanner.optics import STAND_IN
from kiosk.scanner.tuning import Tuning
from kiosk.verify import verify
from tests.kiosk.standing import badge_of, code_of
from tests.ui.gating import LIBRARIES, SOON_MS, ZONE, AtWork, at_work, crowd, enrolled, no_room, receive, shipped, staff

pytestmark = pytest.mark.qt_log_ignore(*LIBRARIES, extend=True)

FOREIGN = "https://example.com/menu"


@pytest.fixture
def identity(places: Places) -> Identity:
    """A folder that knows badges 1 to 5, of which 4 is revoked, and two people who work here; its server is away."""
    return enrolled(places, *crowd(3), badge_of(4, flags=Flag.REVOKED), badge_of(5), *staff())


@pytest.fixture
def work(qtbot: QtBot, fonts: None, places: Places, identity: Identity) -> Iterator[AtWork]:
    """The gate of that folder, in English."""
    with at_work(qtbot, places, identity) as made:
        yield made


def scans(work: AtWork) -> list[tuple[Outcome | None, Reason | None]]:
    return [(record.outcome, record.reason) for record in work.records() if record.kind is Kind.SCAN]


def test_a_verdict_is_painted_only_after_its_record_is_on_disk(work: AtWork) -> None:
    on_disk: list[tuple[int, bool]] = []

    def painted(row: int, frame: int) -> None:
        on_disk.append((frame, row in [record.row for record in work.records()]))

    work.gate.screen.verdict_painted.connect(painted)
    work.easel.show(code_of(1))
    work.until(lambda: bool(on_disk))
    assert work.word == "Welcome"
    frame, was_there = on_disk[0]
    assert was_there
    assert frame > 0
    assert scans(work) == [(Outcome.ADMIT, Reason.ADMITTED)]


def test_badges_one_after_the_other_each_get_their_verdict(work: AtWork) -> None:
    for code, word in ((code_of(1), "Welcome"), (code_of(4), "Cancelled"), (code_of(99), "Not found"), (FOREIGN, "Other code")):
        work.easel.show(code)
        work.wait_for_word(word)
    assert [outcome for outcome, _ in scans(work)] == [Outcome.ADMIT, Outcome.REFUSE, Outcome.REFUSE, Outcome.REFUSE]
    work.until(lambda: work.gate.screen.scene.inside == 1)
    assert [answer.verdict.reason for answer in work.gate.screen.recent.answers][:2] == [Reason.NOT_OUR_CODE, Reason.UNKNOWN_CODE]


def test_a_code_typed_by_hand_is_judged_like_one_that_was_seen(work: AtWork) -> None:
    spoken = code_of(1).lower()
    work.gate.screen.code_typed.emit(f"{spoken[:4]} {spoken[4:8]}-{spoken[8:]}")
    work.wait_for_word("Welcome")
    assert [record.source for record in work.records() if record.kind is Kind.SCAN] == ["typed"]


def test_the_direction_touched_is_the_one_recorded_and_shown(work: AtWork) -> None:
    work.easel.show(code_of(1))
    work.wait_for_word("Welcome")
    work.gate.screen.direction_wished.emit(Direction.EXIT)
    work.easel.show(code_of(2))
    work.until(lambda: len(scans(work)) == 2)
    work.gate.screen.code_typed.emit(code_of(1))
    work.until(lambda: len(scans(work)) == 3)
    assert [record.direction for record in work.records() if record.kind is Kind.SCAN] == [Direction.ENTRY, Direction.EXIT, Direction.EXIT]
    assert work.gate.screen.scene.direction is Direction.EXIT
    work.until(lambda: work.gate.screen.scene.inside == 0)


def test_a_gate_opened_again_goes_the_way_it_went_and_knows_who_is_inside(
    qtbot: QtBot, fonts: None, places: Places, identity: Identity
) -> None:
    with at_work(qtbot, places, identity) as work:
        work.easel.show(code_of(1))
        work.wait_for_word("Welcome")
        work.easel.show(code_of(2))
        work.until(lambda: len(scans(work)) == 2)
        work.gate.screen.direction_wished.emit(Direction.EXIT)
        work.gate.screen.code_typed.emit(code_of(1))
        work.until(lambda: len(scans(work)) == 3)
    with at_work(qtbot, places, identity) as work:
        work.until(lambda: bool(work.gate.screen.recent.answers))
        assert work.gate.screen.scene.direction is Direction.EXIT
        assert work.gate.screen.scene.inside == 1
        assert len(work.gate.screen.recent.answers) == 3


def test_a_direction_touched_while_a_view_is_under_way_stays(work: AtWork) -> None:
    work.gate._look_again()
    looked = threading.Event()
    work.gate.recorder.do(lambda station: looked.set())
    assert looked.wait(SOON_MS / 1_000)
    work.gate.screen.direction_wished.emit(Direction.EXIT)
    seen: list[bool] = []
    work.gate.recorder.do(lambda station: work.gate.bridge.post(lambda: seen.append(True)))
    work.until(lambda: bool(seen))
    assert work.gate.screen.scene.direction is Direction.EXIT


def test_the_language_is_switched_while_a_verdict_stands(work: AtWork) -> None:
    work.easel.show(code_of(4))
    work.wait_for_word("Cancelled")
    work.gate.screen.language_wished.emit("ko")
    assert work.word == "명찰 취소"
    work.gate.screen.language_wished.emit("en")
    assert work.word == "Cancelled"


def test_a_programme_that_comes_from_the_server_is_judged_by_and_shown(qtbot: QtBot, fonts: None, places: Places) -> None:
    identity = enrolled(places, *crowd())
    text = shipped().text.replace('en = "Smart Life"', 'en = "Smart Living"')
    at = text.index(f'id = "{ZONE}"')
    text = text[:at] + text[at:].replace('categories = ["visitor", ', "categories = [", 1)
    with at_work(qtbot, places, identity) as work:
        work.easel.show(code_of(1))
        work.wait_for_word("Welcome")
        receive(places, ProgrammeText(text, load(text).version))
        work.gate._fed()
        work.until(lambda: work.gate.screen.scene.zone.name.en == "Smart Living")
        work.easel.show(code_of(2))
        work.wait_for_word("Not this zone")


def test_a_programme_without_this_zone_leaves_the_gate_as_it_was(work: AtWork) -> None:
    text = shipped().text.replace(f'id = "{ZONE}"', 'id = "somewhere-else"').replace(f'"{ZONE}", ', "").replace(f', "{ZONE}"', "")
    receive(work.places, ProgrammeText(text, load(text).version))
    work.gate._fed()
    work.easel.show(code_of(1))
    work.wait_for_word("Welcome")
    assert work.gate.screen.scene.zone.id == ZONE


def test_an_unplugged_camera_is_told_and_comes_back_by_itself(work: AtWork) -> None:
    work.easel.unplug()
    work.until(lambda: "camera" in work.gate.screen.strip.status.camera.lower())
    work.easel.plug_in()
    work.until(lambda: not work.gate.screen.strip.status.camera)
    work.easel.show(code_of(1))
    work.wait_for_word("Welcome")


def test_another_camera_is_looked_through_from_then_on(work: AtWork) -> None:
    from tests.ui.gating import Easel

    other = Easel()
    other.show(code_of(2))
    worker = threading.Thread(target=work.gate.use_camera, args=(other.open,))
    worker.start()
    work.wait_for_word("Welcome")
    worker.join()
    work.easel.show(code_of(1))
    work.until(lambda: other.opened == 1)
    assert len(scans(work)) == 1


def test_a_badge_outside_the_aim_area_kept_for_this_camera_is_not_read(
    qtbot: QtBot, fonts: None, places: Places, identity: Identity
) -> None:
    settings.save(settings.Settings("", {STAND_IN: Tuning(mirrored=True, aim=Area(0.0, 0.0, 0.2, 1.0))}), places.camera)
    with at_work(qtbot, places, identity) as work:
        work.easel.show(code_of(1))
        work.until(lambda: work.gate.lane.pace.frames > 5)
        assert work.gate.lane.pace.readings == 0
        assert work.gate.screen.picture.mirrored
        work.gate.optics.tune(Tuning(aim=Area(0.2, 0.0, 1.0, 1.0)))
        work.wait_for_word("Welcome")
        work.until(lambda: work.gate.screen.picture.aim.left == 0.2)
    assert settings.load(places.camera).tunings[STAND_IN].mirrored, "tried, not kept"


def test_a_server_that_is_away_is_told_and_nothing_waits_for_it(work: AtWork) -> None:
    work.until(lambda: bool(work.gate.screen.strip.status.fault))
    work.easel.show(code_of(1))
    work.until(lambda: len(scans(work)) == 1)
    work.easel.show(code_of(2))
    work.until(lambda: len(scans(work)) == 2)
    work.until(lambda: told(work).unsent == 3)  # its opening is the first
    assert not told(work).online
    assert told(work).offline_since is not None


def told(work: AtWork) -> Link:
    """What the strip says of the server."""
    return work.gate.screen.strip.status.link or Link()


def test_a_disk_that_is_full_admits_nobody_says_so_and_recovers_by_itself(work: AtWork) -> None:
    work.easel.show(code_of(1))
    work.wait_for_word("Welcome")
    with no_room():
        work.easel.show(code_of(2))
        work.wait_for_word("Paused")
        work.easel.show(code_of(3))
        work.qtbot.wait(300)
        assert work.word == "Paused"
    work.wait_for_word("")
    assert [record.code_hash for record in work.records() if record.kind is Kind.SCAN] == [badge_of(1).code_hash]
    work.easel.show(code_of(5))
    work.wait_for_word("Welcome")
    notes = [record.detail for record in work.records() if record.kind is Kind.NOTE]
    assert any("recovered" in note and '"turned_away":0' not in note for note in notes)


def test_the_journal_is_copied_to_another_medium_and_the_strip_tells_when_it_cannot_be(
    qtbot: QtBot, fonts: None, places: Places, identity: Identity, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    with at_work(qtbot, places, identity, copy=stick) as work:
        work.until(lambda: work.gate.screen.strip.status.copy_failed)
        assert ("Copy", "failed", True) in [(item.label, item.value, item.warn) for item in work.gate.screen.strip.items()]
        work.easel.show(code_of(1))
        work.until(lambda: len(scans(work)) == 1)  # which nobody waits for
        stick.mkdir()
    found = verify(next(stick.glob("journal-*.db")), {})
    assert found.ok
    assert found.rows == verify(places.journal, {}).rows


def test_sound_is_muted_and_told(work: AtWork) -> None:
    work.gate.screen.mute_wished.emit(True)
    assert work.gate.sounds.muted
    assert work.gate.screen.strip.status.muted
    work.gate.screen.mute_wished.emit(False)
    assert not work.gate.screen.strip.status.muted


def test_leaving_and_closing_the_window_both_say_so(work: AtWork, qtbot: QtBot) -> None:
    with qtbot.waitSignal(work.gate.left):
        work.gate.screen.leave_wished.emit()
    with qtbot.waitSignal(work.gate.left):
        work.gate.window.close()


def test_whoever_closes_a_locked_gate_is_asked_for_a_pin_and_gets_out_by_the_menu(
    qtbot: QtBot, fonts: None, places: Places, identity: Identity
) -> None:
    from tests.ui.gating import at_work

    with at_work(qtbot, places, identity, locked=True, wait=False) as work:
        work.gate.window.close()
        assert not work.gate.screen.staffing.pin.isHidden()
        assert not work.gate._stopped
        work.gate.stop()
        assert not work.gate.window.isVisible()


def test_after_a_crash_the_screen_stands_as_it_did(qtbot: QtBot, fonts: None, places: Places, identity: Identity) -> None:
    from kiosk.shown import Shown, load
    from tests.ui.gating import at_work
    from ui.look import Theme

    stood = Shown("ko", "high", True, Direction.EXIT)
    with at_work(qtbot, places, identity, wait=False) as work:
        screen = work.gate.screen
        screen.theme_wished.emit(Theme.HIGH)
        screen.mute_wished.emit(True)
        screen.direction_wished.emit(Direction.EXIT)
        screen.language_wished.emit("ko")
        work.until(lambda: load(places.shown) == stood)
    with at_work(qtbot, places, identity, shown=load(places.shown)) as work:
        assert work.gate.sounds.muted
        work.until(lambda: work.gate.screen.scene.direction is Direction.EXIT)


def test_a_gate_stops_twice_and_even_before_it_was_shown(qtbot: QtBot, fonts: None, places: Places, identity: Identity) -> None:
    from tests.ui.gating import Easel, EventClock, plan_of
    from ui.app import Gate

    programme = shipped()
    gate = Gate(plan_of(places, camera=Easel().open), identity, programme, EventClock(programme))
    qtbot.addWidget(gate.window)
    gate.stop()
    gate.stop()
    assert not places.journal.exists()
