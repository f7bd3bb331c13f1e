"""The station: the way of a reading, forks and faults, the programme."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk import badge, config, seal, signing
from kiosk.clock import hlc_ms
from kiosk.errors import NoProgramme, ProgrammeError, StoreError, ZoneGone, ZoneUnknown
from kiosk.feed import FeedWriter, Gone, Intake, ProgrammeText
from kiosk.journal import Journal
from kiosk.keyfile import generate
from kiosk.model import Answer, DeskKey, Direction, Flag, Kind, Link, Outcome, Reason, Source
from kiosk.places import Places
from kiosk.programme import CutOff, Reentry, load
from kiosk.signing import Certificate
from kiosk.station import Station
from tests import builders
from tests.builders import EVENT, SECOND, FakeClock, at, zone
from tests.kiosk.standing import IDENTITY, SERVER_KEY, SIGNING_KEY, Standing, badge_of, code_of, hash_of, standing

CONFIRMATION = "C" + code_of(90)


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


def test_a_desk_certified_by_the_event_signs_badges_until_its_key_ends_or_is_revoked(gate: Standing) -> None:
    private, public = generate()
    here = gate.clock.wall()
    raw = signing.certify(SIGNING_KEY, Certificate(1, 40, here - SECOND, here + 3600 * SECOND, public), EVENT)
    first, second, third = (badge.sign(private, 40, code_of(number), 2, 0, EVENT) for number in (50, 51, 52))
    assert gate.scan(first).verdict.reason is Reason.DAMAGED_SIGNATURE  # a key nobody told us of
    gate.receive(ProgrammeText("", gate.programme.version, (DeskKey(raw),)))
    gate.station.refresh()
    admitted = gate.scan(first)
    assert (admitted.verdict.reason, admitted.record.category, admitted.record.detail) == (Reason.SIGNED_NOT_LISTED, "buyer", "{}")
    gate.receive(ProgrammeText("", gate.programme.version, (DeskKey(raw, revoked=True),)))
    gate.station.refresh()
    refused = gate.scan(second)
    assert (refused.verdict.reason, refused.record.category) == (Reason.SIGNER_WITHDRAWN, "")
    assert (refused.record.detail, refused.record.code_hash) == ('{"signer":"revoked"}', hash_of(51))
    gate.receive(badge_of(51))
    assert gate.scan(second).verdict.reason is Reason.ADMITTED  # the roster never needed the signature
    gate.receive(ProgrammeText("", gate.programme.version, (DeskKey(raw),)))
    gate.station.refresh()
    assert gate.scan(third, after=3600).record.detail == '{"signer":"expired"}'


def test_desk_keys_are_known_as_soon_as_the_program_starts(gate: Standing) -> None:
    private, public = generate()
    raw = signing.certify(SIGNING_KEY, Certificate(1, 40, 0, 2**62, public), EVENT)
    gate.receive(ProgrammeText("", gate.programme.version, (DeskKey(raw),)))
    gate.reopen()
    assert gate.scan(badge.sign(private, 40, code_of(50), 0, 0, EVENT)).verdict.reason is Reason.SIGNED_NOT_LISTED


def test_a_damaged_signature_never_speaks_for_the_badge_it_names(gate: Standing) -> None:
    token = badge.sign(SIGNING_KEY, 1, code_of(1), category_index=0, day=0, event="another")
    answer = gate.scan(token)
    assert (answer.verdict.reason, answer.record.code_hash, answer.record.badge) == (Reason.DAMAGED_SIGNATURE, b"", "")


def test_letters_typed_by_hand_are_read_kindly_a_cameras_exactly(gate: Standing) -> None:
    by_hand = badge.grouped(code_of(1)).lower()
    assert gate.scan(by_hand).verdict.reason is Reason.NOT_OUR_CODE
    assert gate.scan(by_hand, Source.TYPED).verdict.reason is Reason.ADMITTED


def test_of_the_texts_a_hand_scanners_keys_may_mean_the_one_that_is_a_badge_counts(gate: Standing) -> None:
    known, strange = code_of(1), code_of(98)

    def heard(text: str, *others: str, aim: str = "") -> Answer:
        return gate.station.scan(replace(builders.reading(text, gate.clock, Source.WEDGE), others=others, aim=aim))

    admitted = heard(code_of(99), strange, known, aim="]Q1")
    assert (admitted.verdict.reason, admitted.record.code_hash) == (Reason.ADMITTED, hash_of(1))
    assert json.loads(admitted.record.detail) == {"aim": "]Q1"}
    unknown = heard(strange, code_of(99))
    assert (unknown.verdict.reason, unknown.record.code_hash) == (Reason.UNKNOWN_CODE, hash_of(98))
    signed = badge.sign(SIGNING_KEY, 1, strange, 0, 0, EVENT)
    assert heard(code_of(99), signed).verdict.reason is Reason.SIGNED_NOT_LISTED


def test_time_is_corrected_by_the_measured_offset(gate: Standing) -> None:
    gate.clock.set_wall(at(1, 9))  # the tablet is two hours slow, before the doors open
    assert gate.scan(1).verdict.reason is Reason.NOT_OPEN_YET
    gate.station.set_link(Link(online=True, roster_as_of=at(1, 9), offset=2 * 3600 * SECOND, error=5_000))
    answer = gate.scan(1)
    assert answer.verdict.reason is Reason.ADMITTED
    assert (answer.record.wall, answer.record.at) == (at(1, 9), at(1, 11))


@pytest.mark.parametrize("step", [365 * 86_400 * SECOND, -3 * 365 * 86_400 * SECOND])
def test_a_wall_clock_that_is_set_while_it_works_changes_nothing_but_what_the_device_said(gate: Standing, step: int) -> None:
    base = gate.clock.wall() - gate.clock.mono()
    gate.station.set_link(Link(offset=500, error=5_000, roster_as_of=gate.clock.wall(), base=base))
    before = gate.scan(1).record
    gate.clock.set_wall(gate.clock.wall() + step)
    gate.clock.advance(60)
    answer = gate.scan(2)
    assert answer.verdict.reason is Reason.ADMITTED
    assert answer.record.wall == before.wall + step + 60 * SECOND
    assert answer.record.at == before.at + 60 * SECOND
    assert hlc_ms(answer.record.hlc) == hlc_ms(before.hlc) + 60_000
    assert gate.station.view().inside == 2


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
