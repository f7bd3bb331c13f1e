from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from kiosk import badge, config, floor, roster, seal
from kiosk.errors import ActRefused, NoProgramme, ProgrammeError, StoreError, ZoneGone, ZoneUnknown
from kiosk.feed import Adopted, FeedWriter, Gone, Intake, Position, ProgrammeText
from kiosk.journal import Journal
from kiosk.model import Direction, Flag, Kind, Link, Outcome, Reason, Source, Staff
from kiosk.places import Places
from kiosk.programme import AtLimit, CutOff, Programme, Reentry, load
from kiosk.station import Station
from tests import builders
from tests.builders import EVENT, SECOND, FakeClock, at, zone
from tests.kiosk.standing import IDENTITY, SERVER_KEY, SIGNING_KEY, Standing, badge_of, code_of, hash_of, standing

CONFIRMATION = "C" + code_of(90)


@pytest.fixture
def gate(places: Places, clock: FakeClock, programme: Programme) -> Iterator[Standing]:
    """The hall of the small programme: anybody, any number of times."""
    with standing(places, clock, programme) as made:
        yield made


def reasons(gate: Standing) -> list[tuple[Kind, Reason | None]]:
    return [(record.kind, record.reason) for record in reversed(gate.station.recent(100))]


# --- the way of a reading


def test_a_good_badge_is_admitted_and_the_record_says_all_about_it(gate: Standing) -> None:
    answer = gate.scan(1)
    record = answer.record
    assert (answer.verdict.outcome, answer.verdict.reason, answer.inside) == (Outcome.ADMIT, Reason.ADMITTED, 1)
    assert answer.opens == ("hall", "side")
    assert answer.frame > 0
    assert (record.kind, record.row, record.zone, record.direction, record.source) == (Kind.SCAN, 1, "hall", Direction.ENTRY, Source.CAMERA)
    assert (record.code_hash, record.badge, record.category) == (hash_of(1), "B1", "visitor")
    assert (record.wall, record.offset, record.error, record.app, record.operator) == (gate.clock.wall(), 0, 1_000, "test", "")
    assert (record.payload, record.detail) == (b"", "{}")
    assert gate.station.recent(1) == [record]


def test_what_is_answered_is_on_disk(gate: Standing) -> None:
    answer = gate.scan(1)
    other = sqlite3.connect(f"{gate.places.journal.as_uri()}?mode=ro", uri=True)
    assert other.execute("SELECT hash FROM record").fetchall() == [(answer.record.hash,)]
    other.close()


def test_refusals_repeats_and_foreign_codes_are_recorded_too(gate: Standing) -> None:
    gate.receive(badge_of(2, flags=Flag.REVOKED), badge_of(3, category="unheard-of"))
    for code, reason in (
        (1, Reason.ADMITTED), (1, Reason.JUST_SCANNED), (2, Reason.REVOKED), (3, Reason.WRONG_ZONE), (99, Reason.UNKNOWN_CODE),
        ("https://example.com/ticket", Reason.NOT_OUR_CODE), (CONFIRMATION, Reason.CONFIRMATION_CODE),
    ):  # fmt: skip
        answer = gate.scan(code, after=1)
        assert answer.verdict.reason is reason
        assert (answer.record.outcome, answer.record.reason) == (answer.verdict.outcome, reason)
    assert len(gate.station.recent(100)) == 7
    assert gate.station.view().today == 7


def test_a_code_that_is_not_in_the_roster_is_kept_sealed_to_the_server(gate: Standing) -> None:
    for text in (code_of(99), "다른 행사의 표 " * 40, "x\ud800y", "\0"):
        record = gate.scan(text).record
        assert seal.open_sealed(SERVER_KEY, record.payload).decode("utf-8", "surrogatepass") == text[:200]
        assert text[:200] not in repr(record)


def test_only_codes_of_our_own_form_have_a_hash(gate: Standing) -> None:
    assert gate.scan(99).record.code_hash == hash_of(99)
    assert gate.scan("somebody else's").record.code_hash == b""


def test_a_signed_badge_the_roster_does_not_know_is_admitted_flagged_and_is_one_with_its_opaque_twin(gate: Standing) -> None:
    token = badge.sign(SIGNING_KEY, 1, code_of(50), category_index=2, day=0, event=EVENT)
    answer = gate.scan(token)
    assert answer.verdict.reason is Reason.SIGNED_NOT_LISTED
    assert (answer.record.category, answer.record.badge, answer.record.code_hash) == ("buyer", "", hash_of(50))
    assert seal.open_sealed(SERVER_KEY, answer.record.payload) == token.encode()
    gate.receive(badge_of(50, category="buyer"))
    assert gate.scan(50, after=1).verdict.reason is Reason.JUST_SCANNED
    assert gate.scan(token, after=60).inside == 1


def test_a_signed_badge_of_a_category_nobody_knows_has_none(gate: Standing) -> None:
    answer = gate.scan(badge.sign(SIGNING_KEY, 1, code_of(50), category_index=15, day=0, event=EVENT))
    assert (answer.verdict.reason, answer.record.category) == (Reason.UNKNOWN_CODE, "")


def test_a_damaged_signature_never_speaks_for_the_badge_it_names(gate: Standing) -> None:
    token = badge.sign(SIGNING_KEY, 1, code_of(1), category_index=0, day=0, event="another")
    answer = gate.scan(token)
    assert (answer.verdict.reason, answer.record.code_hash, answer.record.badge) == (Reason.DAMAGED_SIGNATURE, b"", "")


def test_letters_typed_by_hand_are_read_kindly_a_cameras_exactly(gate: Standing) -> None:
    by_hand = badge.grouped(code_of(1)).lower()
    assert gate.scan(by_hand).verdict.reason is Reason.NOT_OUR_CODE
    assert gate.scan(by_hand, Source.TYPED).verdict.reason is Reason.ADMITTED


def test_time_is_corrected_by_the_measured_offset(gate: Standing) -> None:
    gate.clock.set_wall(at(1, 9))  # the tablet is two hours slow, before the doors open
    assert gate.scan(1).verdict.reason is Reason.NOT_OPEN_YET
    gate.station.set_link(Link(online=True, roster_as_of=at(1, 9), offset=2 * 3600 * SECOND, error=5_000))
    answer = gate.scan(1)
    assert answer.verdict.reason is Reason.ADMITTED
    assert (answer.record.wall, answer.record.at) == (at(1, 9), at(1, 11))


def test_a_scan_made_without_the_server_says_so(gate: Standing) -> None:
    gate.station.set_link(Link(online=False))
    assert json.loads(gate.scan(1).record.detail) == {"offline": 1}


def test_a_station_cut_off_for_long_does_as_its_zone_says(places: Places, clock: FakeClock) -> None:
    with standing(
        places, clock, builders.programme(zone("hall", cut_off=CutOff.ASK, cut_off_after_s=300), zone("desk", desk=True))
    ) as gate:
        gate.station.set_link(Link(online=False, roster_as_of=clock.wall()))
        assert gate.scan(1).verdict.reason is Reason.ADMITTED
        assert gate.scan(2, after=301).verdict.reason is Reason.OFFLINE_ASK_STAFF


def test_exits_are_counted_where_the_station_stands_for_exits(gate: Standing) -> None:
    gate.scan(1)
    gate.scan(2)
    gate.station.set_direction(Direction.EXIT)
    answer = gate.scan(1, after=60)
    assert (answer.verdict.reason, answer.inside, answer.record.direction) == (Reason.EXIT_RECORDED, 1, Direction.EXIT)
    assert gate.scan(4, after=1).inside == 1  # never seen coming in


def test_a_restarted_station_goes_on_in_the_direction_it_had(gate: Standing) -> None:
    gate.station.set_direction(Direction.EXIT)
    gate.scan(1)
    gate.reopen()
    assert gate.station.direction is Direction.EXIT


# --- what others saw


def test_an_entry_seen_by_another_station_counts_here(places: Places, clock: FakeClock) -> None:
    with standing(places, clock, builders.programme(zone("hall", reentry=Reentry.AFTER_EXIT))) as gate:
        gate.see(1)
        answer = gate.scan(1, after=120)
        assert (answer.verdict.reason, answer.verdict.ago) == (Reason.ALREADY_INSIDE, timedelta(seconds=120))
        gate.see(1, direction=Direction.EXIT)
        assert gate.scan(1, after=60).verdict.reason is Reason.ADMITTED_AGAIN


def test_a_sighting_taken_back_does_not_count(places: Places, clock: FakeClock) -> None:
    with standing(places, clock, builders.programme(zone("hall", reentry=Reentry.ONCE))) as gate:
        seen = gate.see(1)
        gate.station.inside()
        gate.station.refresh()
        assert gate.station.inside() == 1
        gate.receive(replace(seen, undone=True))
        gate.station.refresh()
        assert gate.station.inside() == 0
        assert gate.scan(1).verdict.reason is Reason.ADMITTED


def test_our_records_come_after_what_we_had_seen_even_with_a_slower_clock(gate: Standing) -> None:
    seen = gate.see(1, at=gate.clock.wall() + 30 * SECOND)
    record = gate.scan(1).record
    assert record.hlc > seen.hlc
    gate.station.set_direction(Direction.EXIT)
    gate.scan(1, after=15)
    assert gate.station.inside() == 0


def test_a_tablet_set_to_next_year_does_not_decide_who_is_inside(places: Places, clock: FakeClock) -> None:
    with standing(places, clock, builders.programme(zone("hall", reentry=Reentry.AFTER_EXIT))) as gate:
        gate.see(1, at=clock.wall() + 365 * 86_400 * SECOND)
        gate.station.set_direction(Direction.EXIT)
        gate.scan(1)
        gate.station.set_direction(Direction.ENTRY)
        answer = gate.scan(1, after=60)
        assert (answer.verdict.reason, answer.inside) == (Reason.ADMITTED_AGAIN, 1)
        assert answer.record.hlc >> 16 < clock.wall() // 1_000 + 60_000


def test_what_comes_back_of_our_own_station_is_not_counted_twice(gate: Standing) -> None:
    record = gate.scan(1).record
    gate.receive(replace(gate.see(2), station=record.station, epoch=record.epoch, row=record.row, code_hash=record.code_hash))
    gate.station.undo(record.row, "S1", "by_mistake")
    gate.station.refresh()
    assert gate.station.inside() == 1  # badge 2, sighted elsewhere
    assert gate.scan(1, after=30).verdict.reason is Reason.ADMITTED


# --- staff


def test_staff_lets_in_whom_the_scan_refused(gate: Standing) -> None:
    gate.receive(badge_of(1, flags=Flag.BLOCKED))
    refused = gate.scan(1)
    assert refused.inside == 0
    answer = gate.station.override(refused.record.row, "S7", "organiser", refused.record.epoch)
    record = answer.record
    assert (answer.verdict.outcome, answer.verdict.reason, answer.inside) == (Outcome.ADMIT, Reason.LET_IN_BY_STAFF, 1)
    assert (record.kind, record.refers, record.operator, record.direction) == (Kind.OVERRIDE, 1, "S7", Direction.ENTRY)
    assert (record.code_hash, record.badge, record.category, json.loads(record.detail)) == (
        hash_of(1),
        "B1",
        "visitor",
        {"why": "organiser"},
    )
    gate.reopen()
    assert gate.station.inside() == 1


def test_staff_lets_in_an_unknown_badge_and_it_goes_out_again(gate: Standing) -> None:
    refused = gate.scan(99)
    assert gate.station.override(refused.record.row, "S7", "list_behind").inside == 1
    gate.station.set_direction(Direction.EXIT)
    assert gate.scan(99, after=60).verdict.reason is Reason.EXIT_RECORDED
    assert gate.station.inside() == 0


def test_no_scan_is_overridden_twice_or_without_need(gate: Standing) -> None:
    gate.receive(badge_of(2, flags=Flag.BLOCKED))
    admitted, refused, foreign = gate.scan(1).record, gate.scan(2).record, gate.scan("foreign").record
    override = gate.station.override(refused.row, "S7", "organiser").record
    for row, key in (
        (admitted.row, "error.act_not_overridable"),
        (foreign.row, "error.act_not_overridable"),
        (override.row, "error.act_not_overridable"),
        (refused.row, "error.act_done_before"),
        (99, "error.act_no_such_record"),
        (-1, "error.act_no_such_record"),
    ):
        with pytest.raises(ActRefused) as caught:
            gate.station.override(row, "S7", "organiser")
        assert caught.value.key == key
    assert len(gate.station.recent(100)) == 4


def test_a_refused_exit_is_not_turned_into_an_entry(gate: Standing) -> None:
    gate.station.set_direction(Direction.EXIT)
    refused = gate.scan(99)
    with pytest.raises(ActRefused, match="act_not_overridable"):
        gate.station.override(refused.record.row, "S7", "organiser")


def test_a_zone_without_overrides_has_none(places: Places, clock: FakeClock) -> None:
    with standing(places, clock, builders.programme(zone("hall", override=False)), flags=Flag.BLOCKED) as gate:
        refused = gate.scan(1)
        with pytest.raises(ActRefused, match="act_not_overridable"):
            gate.station.override(refused.record.row, "S7", "organiser")


def test_a_reason_nobody_listed_is_a_bug_not_a_record(gate: Standing) -> None:
    refused = gate.scan(99)
    with pytest.raises(ValueError, match="because"):
        gate.station.override(refused.record.row, "S7", "because")
    with pytest.raises(ValueError, match="because"):
        gate.station.undo(refused.record.row, "S7", "because")
    assert len(gate.station.recent(100)) == 1


def test_an_entry_taken_back_is_as_if_it_had_not_been(places: Places, clock: FakeClock) -> None:
    with standing(places, clock, builders.programme(zone("hall", reentry=Reentry.ONCE))) as gate:
        entry = gate.scan(1).record
        answer = gate.station.undo(entry.row, "S7", "turned_back")
        assert (answer.record.kind, answer.record.refers, answer.inside) == (Kind.UNDO, entry.row, 0)
        assert (answer.record.operator, json.loads(answer.record.detail)) == ("S7", {"why": "turned_back"})
        assert (answer.verdict.reason, answer.record.outcome, answer.record.reason) == (Reason.ADMITTED, None, None)
        assert gate.scan(1).verdict.reason is Reason.ADMITTED
        gate.reopen()
        assert gate.station.inside() == 1


def test_an_exit_taken_back_leaves_the_badge_inside(gate: Standing) -> None:
    gate.scan(1)
    gate.station.set_direction(Direction.EXIT)
    left = gate.scan(1, after=60)
    assert left.inside == 0
    assert gate.station.undo(left.record.row, "S7", "wrong_direction").inside == 1


def test_an_override_taken_back_leaves_nobody_inside(gate: Standing) -> None:
    refused = gate.scan(99)
    override = gate.station.override(refused.record.row, "S7", "list_behind").record
    assert gate.station.undo(override.row, "S7", "by_mistake").inside == 0


def test_nothing_is_taken_back_twice_nor_what_moved_nobody(gate: Standing) -> None:
    entry, refused = gate.scan(1).record, gate.scan(99).record
    undone = gate.station.undo(entry.row, "S7", "by_mistake").record
    for row, key in (
        (entry.row, "error.act_done_before"),
        (refused.row, "error.act_not_undoable"),
        (undone.row, "error.act_not_undoable"),
        (99, "error.act_no_such_record"),
    ):
        with pytest.raises(ActRefused) as caught:
            gate.station.undo(row, "S7", "by_mistake")
        assert caught.value.key == key


def test_a_row_of_an_epoch_before_is_not_mistaken_for_one_of_this(gate: Standing) -> None:
    before = gate.scan(99).record
    gate.station.fork(before.epoch)
    gate.scan(98)
    with pytest.raises(ActRefused, match="act_no_such_record"):
        gate.station.override(before.row, "S7", "organiser", before.epoch)


def test_staff_and_outcomes_can_be_asked_for(gate: Standing) -> None:
    person = Staff("S1", "김*", "supervisor", "x")
    gate.receive(person)
    row = gate.scan(99).record.row
    assert gate.station.staff() == [person]
    assert gate.station.outcome_of(row) is Outcome.REFUSE
    assert gate.station.outcome_of(row + 1) is None


# --- forks and faults


def test_a_forked_epoch_ends_once_and_its_rows_still_count(places: Places, clock: FakeClock) -> None:
    with standing(places, clock, builders.programme(zone("hall", reentry=Reentry.ONCE))) as gate:
        before = gate.scan(1).record
        gate.station.fork(before.epoch)
        gate.station.fork(before.epoch)
        after = gate.scan(1, after=60)
        assert (after.verdict.reason, after.inside, after.record.row) == (Reason.NO_REENTRY, 1, 1)
        assert after.record.epoch != before.epoch


def test_a_copied_folder_goes_on_in_an_epoch_of_its_own(gate: Standing) -> None:
    before = gate.scan(1).record
    gate.fingerprint = "elsewhere"
    gate.reopen()
    assert gate.station.inside() == 1
    assert gate.scan(2).record.epoch != before.epoch


def test_a_row_that_reached_the_disk_unseen_is_taken_back(gate: Standing) -> None:
    record = gate.scan(1).record
    gate.reopen()
    gate.station.disown(record.epoch, record.row)
    gate.station.disown(record.epoch, record.row)  # a fault in between: tried again
    assert gate.station.inside() == 0
    assert [act.kind for act in gate.station.recent(5)] == [Kind.SCAN]
    assert gate.scan(1).verdict.reason is Reason.ADMITTED


def test_a_row_that_did_not_reach_the_disk_or_moved_nobody_needs_no_taking_back(gate: Standing) -> None:
    record = gate.scan(99).record
    gate.station.disown(record.epoch, record.row)
    gate.station.disown(record.epoch, record.row + 1)
    gate.station.disown(bytes(16), record.row)
    assert gate.scan(1).record.row == record.row + 1


# --- who is inside, and the programme


def test_the_count_survives_a_restart_and_adds_what_others_saw(gate: Standing) -> None:
    gate.scan(1)
    gate.scan(2)
    gate.see(3)
    gate.see(4, zone="side")
    gate.reopen()
    assert gate.station.inside() == 3


def test_the_closing_hour_empties_the_zone(gate: Standing) -> None:
    gate.scan(1)
    gate.see(2)
    gate.station.refresh()
    assert gate.scan(3).inside == 3
    gate.clock.set_wall(at(1, 18))
    assert gate.station.inside() == 0
    gate.clock.set_wall(at(2, 10, 30))
    assert gate.scan(1).verdict.reason is Reason.ADMITTED
    assert gate.station.inside() == 1


def test_entering_a_zone_that_excludes_this_one_leaves_it(places: Places, clock: FakeClock) -> None:
    programme = builders.programme(zone("hall", reentry=Reentry.AFTER_EXIT), zone("side", excludes=frozenset({"hall"})))
    with standing(places, clock, programme) as gate:
        assert gate.scan(1).inside == 1
        gate.clock.advance(60)
        gate.see(1, zone="side")
        gate.station.refresh()
        assert gate.station.inside() == 0
        gate.clock.advance(60)
        gate.see(1, zone="side", direction=Direction.EXIT)
        gate.station.refresh()
        assert gate.station.inside() == 0
        assert gate.scan(1).verdict.reason is Reason.ADMITTED_AGAIN
        gate.reopen()
        assert gate.station.inside() == 1


def test_a_full_zone_is_full_by_what_all_doors_saw(places: Places, clock: FakeClock) -> None:
    with standing(places, clock, builders.programme(zone("hall", capacity=3, at_limit=AtLimit.REFUSE))) as gate:
        gate.see(1)
        assert gate.scan(2).inside == 2
        gate.see(3)
        gate.station.refresh()
        assert gate.scan(4).verdict.reason is Reason.ZONE_FULL


def test_many_sightings_at_once_are_counted_as_one_by_one(gate: Standing) -> None:
    one = gate.see(1)
    assert gate.station.inside() == 1
    for first, last, inside in ((2, 300, 300), (301, 301 + floor.MANY, 301 + floor.MANY)):
        gate.feed.apply(Intake(changes=[replace(one, row=row, code_hash=row.to_bytes(16, "big")) for row in range(first, last + 1)]))
        gate.station.refresh()
        assert gate.station.inside() == inside


def test_sightings_of_a_server_that_is_no_more_are_forgotten(gate: Standing) -> None:
    gate.feed.apply(Intake(position=Position("g1", "5")))
    gate.scan(1)
    gate.see(2)
    gate.station.refresh()
    assert gate.station.inside() == 2
    roster.build(gate.places.roster("v2"), [badge_of(number) for number in range(1, 6)], {"event": EVENT})
    gate.feed.adopt_roster(Adopted("v2", ""), Position("g2", "1"))
    gate.see(3)
    gate.see(4)
    gate.station.refresh()
    assert gate.station.inside() == 3


def test_the_view_shows_what_the_screen_needs(gate: Standing) -> None:
    for number in (1, 2, 99):
        gate.scan(number, after=1)
    view = gate.station.view()
    assert (view.zone.id, view.direction, view.inside, view.today, view.roster, view.fault) == ("hall", Direction.ENTRY, 2, 3, 5, None)
    assert [answer.verdict.reason for answer in view.recent] == [Reason.UNKNOWN_CODE, Reason.ADMITTED, Reason.ADMITTED]
    gate.clock.set_wall(at(2, 10))
    assert gate.station.view().today == 0
    gate.scan(3)
    gate.reopen()
    assert gate.station.view().today == 1


PROGRAMME = (Path(__file__).parents[2] / "assets" / "programmes" / "slw.toml").read_text("utf-8")


@pytest.fixture
def shipped(places: Places) -> Iterator[FeedWriter]:
    feed = FeedWriter(places.feed)
    feed.apply(Intake(changes=[ProgrammeText(PROGRAMME, load(PROGRAMME).version)]))
    yield feed
    feed.close()


def test_a_station_opens_with_the_programme_the_server_sent(places: Places, shipped: FeedWriter, clock: FakeClock) -> None:
    programme = load(PROGRAMME)
    zone_id = programme.zones[0].id
    config.save(replace(IDENTITY, event=programme.event, zone=zone_id), places)
    identity = config.load(places)
    station = Station.open(places, identity, Journal(places.journal, identity.event, identity.station, clock), clock, app="test")
    assert station.view().programme == programme
    assert station.zone.id == zone_id
    station.close()
    other = Station.open(
        places, identity, Journal(places.journal, identity.event, identity.station, clock), clock, zone=programme.zones[1].id
    )
    assert other.zone.id == programme.zones[1].id
    other.close()


def test_without_a_programme_or_with_another_zone_it_says_so_and_lets_go_of_the_files(places: Places, clock: FakeClock) -> None:
    def journal() -> Journal:
        return Journal(places.journal, EVENT, IDENTITY.station, clock)

    with pytest.raises(NoProgramme):
        Station.open(places, IDENTITY, journal(), clock)
    feed = FeedWriter(places.feed)
    feed.apply(Intake(changes=[ProgrammeText("event = 7", "1" * 64)]))
    with pytest.raises(ProgrammeError):
        Station.open(places, IDENTITY, journal(), clock)
    feed.apply(Intake(changes=[ProgrammeText(PROGRAMME, "2" * 64)]))
    taken = journal()
    with pytest.raises(ZoneUnknown) as caught:
        Station.open(places, IDENTITY, taken, clock, zone="nowhere")
    assert caught.value.values["zone"] == "nowhere"
    with pytest.raises((StoreError, sqlite3.ProgrammingError)):
        taken.recent(1)
    feed.close()


def test_a_new_programme_is_taken_and_one_that_cannot_be_leaves_the_old_in_force(
    places: Places, shipped: FeedWriter, clock: FakeClock, caplog: pytest.LogCaptureFixture
) -> None:
    programme = load(PROGRAMME)
    zone_id = programme.zones[0].id
    identity = replace(IDENTITY, event=programme.event, zone=zone_id)
    station = Station.open(places, identity, Journal(places.journal, identity.event, identity.station, clock), clock)
    assert not station.refresh()
    newer = PROGRAMME + "\n# a word of the organiser\n"
    shipped.apply(Intake(changes=[ProgrammeText(newer, load(newer).version)]))
    assert station.refresh()
    assert station.programme.version == load(newer).version
    for broken, fault in ((newer.replace(f'"{zone_id}"', '"renamed"'), ZoneGone), ("what = [", ProgrammeError)):
        shipped.apply(Intake(changes=[ProgrammeText(broken, str(len(broken)) * 8)]))
        assert station.refresh()
        assert isinstance(station.view().fault, fault)
        assert station.programme.version == load(newer).version
    shipped.apply(Intake(changes=[ProgrammeText(PROGRAMME, programme.version)]))
    station.refresh()
    assert (station.fault, station.programme) == (None, programme)
    station.close()


def test_a_badge_that_is_gone_is_unknown(gate: Standing) -> None:
    gate.receive(Gone(hash_of(1)))
    assert gate.scan(1).verdict.reason is Reason.UNKNOWN_CODE


def test_the_station_notes_what_happened_to_it(gate: Standing) -> None:
    record = gate.station.note("recovered", turned_away=3)
    assert (record.kind, json.loads(record.detail)) == (Kind.NOTE, {"note": "recovered", "turned_away": 3})
    assert (record.outcome, record.reason, record.code_hash) == (None, None, b"")
    gate.station.tidy()
