"""Tests of kiosk.walk_in and of registering and correcting in kiosk.desk: what is asked, what will do, what is on record and counts."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator
from dataclasses import replace

import pytest

from kiosk import signing
from kiosk.access import entry_of
from kiosk.act_payload import Unopened, for_desks, for_server
from kiosk.badge import TOKEN_LENGTH, new_code
from kiosk.crowd import opened as opened_crowd
from kiosk.desk import Card, Due
from kiosk.errors import ActRefused, ProgrammeError
from kiosk.feed import FeedWriter, Intake, ProgrammeText, SealedPerson
from kiosk.keyfile import public_of
from kiosk.model import DeskKey, Flag, Kind, Outcome, Reason
from kiosk.outbox import Mark
from kiosk.personal import Personal, seal
from kiosk.places import Places
from kiosk.programme import Programme, load, load_file
from kiosk.signing import Certificate
from kiosk.walk_in import Asked, Consent, Field, Form, missing, new_person, offered, tidy
from tests.assets.test_programmes import SLW
from tests.builders import EVENT, FakeClock, at, reading, text
from tests.kiosk.standing import IDENTITY, SERVER_KEY, SIGNING_KEY, badge_of
from tests.kiosk.standing import opened as opened_gate
from tests.kiosk.test_desk import NEW, Desk, opened

DATA_KEY = bytes(range(32, 64))
CERTIFIED = DeskKey(signing.certify(SIGNING_KEY, Certificate(1, 3, 0, at(3, 23), public_of(IDENTITY.private_key)), EVENT))
ASKED = (Asked(Field.NAME, True), Asked(Field.PHONE, True), Asked(Field.COMPANY, False), Asked(Field.EMAIL, False))
USE, NEWS = Consent("use", text("use"), text("..."), required=True), Consent("news", text("news"), text("..."))
HAN = Form("visitor", "한서윤", "010-0000-2345", "가온모빌리티", "han@example.com", (("use", True), ("news", False)))


@pytest.fixture
def programme(programme: Programme) -> Programme:
    """Visitors are registered on the spot."""
    first, *others = programme.categories
    return replace(programme, categories=(replace(first, walk_in=ASKED), *others), consents=(USE, NEWS))


@pytest.fixture
def desk(places: Places, clock: FakeClock, programme: Programme) -> Iterator[Desk]:
    """A desk that may sign, of one person: Hong, who is badge 1."""
    feed = FeedWriter(places.feed)
    feed.apply(Intake(changes=[badge_of(1, **NEW), ProgrammeText("", "0" * 64, (CERTIFIED,))]))
    made = Desk(places, clock, feed, opened(places, clock, programme), programme)
    yield made
    made.station.close()
    feed.close()


def register(desk: Desk, form: Form = HAN, key: bytes | None = DATA_KEY, id_: str = "") -> tuple[Card, dict[str, str]]:
    return desk.station.walk_in(id_ or new_person(), form, "s1", key)


def wanting(programme: Programme, form: Form) -> list[tuple[str, str]]:
    zone = programme.zone("desk")
    assert zone is not None
    return [(each.place, each.key) for each in missing(form, programme, zone)]


def test_a_whole_form_misses_nothing_and_refusing_what_is_optional_keeps_nobody_out(programme: Programme) -> None:
    assert wanting(programme, HAN) == []
    assert wanting(programme, replace(HAN, company="", email="")) == []


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"name": "   "}, ("name", "walk_in.no_name")),
        ({"name": "😀😀"}, ("name", "walk_in.no_letter")),
        ({"phone": ""}, ("phone", "walk_in.no_phone")),
        ({"phone": "010-2345-67"}, ("phone", "walk_in.phone_short")),
        ({"phone": "12345678"}, ("phone", "walk_in.phone")),
        ({"phone": "+49 12"}, ("phone", "walk_in.phone")),
        ({"phone": "call me"}, ("phone", "walk_in.phone")),
        ({"email": "han@"}, ("email", "walk_in.email")),
        ({"consents": (("use", True),)}, ("news", "walk_in.unanswered")),
        ({"consents": (("use", False), ("news", True))}, ("use", "walk_in.needed")),
        ({"category": "staff"}, ("category", "walk_in.category")),
        ({"under_age": True, "guardian": "한도담", "guardian_phone": "010-0000-1111"}, ("guardian_agrees", "walk_in.guardian_agrees")),
        ({"under_age": True, "guardian_agrees": True, "guardian_phone": "010-0000-1111"}, ("guardian", "walk_in.no_guardian")),
    ],
)
def test_what_is_missing_or_wrong_is_named(programme: Programme, changes: dict[str, object], expected: tuple[str, str]) -> None:
    assert wanting(programme, replace(HAN, **changes)) == [expected]  # type: ignore[arg-type]


@pytest.mark.parametrize("phone", ["02-000-1234", "010 0000 1234", "+82 10-0000-1234", "(031) 000-1234", "+1 (202) 555-0101"])
def test_numbers_of_this_country_and_of_others_will_do(programme: Programme, phone: str) -> None:
    assert wanting(programme, replace(HAN, phone=phone)) == []


@pytest.mark.parametrize(
    "name", ["Maximiliana Fernández-van der Berg-Østergård de Souza Lima Okonk"[:60], "محمد علي", "민지 😀", "똠방각하", "뷁"]
)
def test_any_name_people_have_is_kept_as_it_is(programme: Programme, name: str) -> None:
    assert wanting(programme, replace(HAN, name=name)) == []
    assert tidy(name) == name
    assert tidy(unicodedata.normalize("NFD", name)) == name


def test_what_nobody_sees_is_left_out_of_a_name() -> None:
    assert tidy(" 홍\u202e길\u0000동 \n  씨 ") == "홍길동 씨"


def test_what_a_programme_gets_wrong_about_walk_ins_is_named() -> None:
    source = SLW.read_text("utf-8")
    with pytest.raises(ProgrammeError) as refused:
        load(source.replace('walk_in = { name = "required"', 'walk_in = { name = "optional"', 1).replace("[[consent]]", "[[consents]]"))
    assert {fault.sentence for fault in refused.value.faults} >= {"fault.walk_in_name", "fault.walk_in_consent"}


def test_the_shipped_programme_asks_for_three_consents_of_which_one_is_needed() -> None:
    programme = load_file(SLW)
    assert [each.required for each in programme.consents] == [True, False, False]
    zones = [zone for zone in programme.zones if zone.desk]
    assert [[each.id for each in offered(programme, zone)] for zone in zones] == [
        ["visitor", "buyer", "delegate", "speaker", "press"], ["delegate", "speaker", "press"],
    ]  # fmt: skip


def test_whoever_is_registered_is_checked_in_by_one_record_that_names_nobody(desk: Desk) -> None:
    card, values = register(desk, replace(HAN, name=unicodedata.normalize("NFD", "똠방각하")))
    (record,) = desk.records()
    assert (record.kind, record.operator, record.badge, record.category) == (Kind.WALK_IN, "s1", card.id, "visitor")
    assert json.loads(record.detail) == {"consent.news": 0, "consent.use": 1}
    assert (card.due, card.done is not None and card.done.row) == (Due.PRINT, record.row)
    assert values["name"] == "똠방각하"
    for opened_values in (for_server(record.payload, card.id, SERVER_KEY), for_desks(record.payload, card.id, EVENT, DATA_KEY)):
        assert opened_values == {name: value for name, value in values.items() if name != "category"}
    assert "똠방각하".encode() not in desk.places.journal.read_bytes()
    with pytest.raises(Unopened):
        for_desks(record.payload, "w-somebody-else", EVENT, DATA_KEY)


def test_what_a_category_does_not_ask_is_not_kept_and_a_guardian_is_kept_only_where_one_is_needed(desk: Desk) -> None:
    card, values = register(desk, replace(HAN, guardian="한도담", guardian_phone="010-0000-1111"))
    assert "guardian" not in values
    _, young = register(desk, replace(HAN, under_age=True, guardian="한도담", guardian_phone="010-0000-1111", guardian_agrees=True))
    assert young["guardian"] == "한도담"
    assert "한도담" not in desk.records()[-1].detail
    assert card.badge.category == "visitor"


def test_pressed_twice_or_again_after_a_fault_nobody_is_registered_twice(desk: Desk) -> None:
    id_ = new_person()
    first, _ = register(desk, id_=id_)
    desk.reopen()
    again, values = register(desk, id_=id_)
    assert (again.badge.code_hash, values) == (first.badge.code_hash, {})
    assert len(desk.records()) == 1


def test_nothing_is_recorded_of_a_form_that_is_not_whole(desk: Desk) -> None:
    with pytest.raises(ActRefused) as refused:
        register(desk, replace(HAN, phone="010-0"))
    assert refused.value.key == "walk_in.incomplete"
    assert desk.records() == []


def test_a_walk_in_can_be_taken_back(desk: Desk) -> None:
    card, _ = register(desk)
    assert card.done is not None
    assert card.done.row is not None
    assert desk.station.take_back(card.done.row, "s1", "by_mistake").due is Due.CHECK_IN


def test_the_first_paper_of_a_walk_in_is_signed_and_a_gate_that_never_heard_of_them_admits(desk: Desk, programme: Programme) -> None:
    card, values = register(desk)
    paper = desk.station.paper(card.id, "pdf:x", values["code"])
    assert (len(paper.code), paper.replaced) == (TOKEN_LENGTH, False)
    assert desk.station.scan(reading(paper.code, desk.clock)).record.badge == card.id
    gate = Places(desk.places.root.parent / "gate").make()
    feed = FeedWriter(gate.feed)
    feed.apply(Intake(changes=[ProgrammeText("", "0" * 64, (CERTIFIED,))]))
    station = opened_gate(gate, desk.clock, programme)
    answer = station.scan(reading(paper.code, desk.clock))
    station.close()
    feed.close()
    assert (answer.verdict.outcome, answer.verdict.reason) == (Outcome.ADMIT, Reason.SIGNED_NOT_LISTED)


@pytest.mark.parametrize("day", [-20, 9])
def test_with_a_clock_on_another_day_people_are_registered_and_get_a_badge(desk: Desk, day: int) -> None:
    desk.clock.set_wall(at(1, 11) + day * 86_400_000_000)
    card, values = register(desk)
    assert desk.station.paper(card.id, "pdf:x", values["code"]).badge.id == card.id


def test_a_correction_is_on_record_and_in_the_access_log_and_says_what_changed_to_whom_may_read_it(desk: Desk) -> None:
    desk.station.show_name("B1", "s1")
    card, values = desk.station.correct("B1", {Field.COMPANY: " 새봄  헬스케어 "}, "s1", DATA_KEY)
    (record,) = desk.records()
    assert (record.kind, record.badge, record.code_hash) == (Kind.CORRECTION, "B1", card.badge.code_hash)
    assert values == {"company": "새봄 헬스케어"} == for_server(record.payload, "B1", SERVER_KEY)
    assert json.loads(record.detail) == {"fields": "company"}
    log = desk.station.access
    assert [(line.kind, line.badge, entry_of(line).why) for line in log.since(log.epoch, 0, 9)] == [
        (Kind.REVEAL, "B1", "correction"), (Kind.CORRECTION, "B1", "correction"),
    ]  # fmt: skip


@pytest.mark.parametrize("changed", [{}, {Field.NAME: "  "}, {Field.NAME: "🙂"}])
def test_a_correction_to_nothing_is_refused(desk: Desk, changed: dict[Field, str]) -> None:
    with pytest.raises(ActRefused):
        desk.station.correct("B1", changed, "s1", DATA_KEY)
    assert desk.records() == []


def test_who_was_registered_or_corrected_here_is_found_at_once_after_a_restart_too(desk: Desk) -> None:
    hong = Personal("B1", "홍길동", "가온모빌리티", "010-0000-5678", "", "visitor", new_code())
    desk.feed.apply(Intake(changes=[SealedPerson(hong.id, seal(hong, DATA_KEY, EVENT))]))
    card, _ = register(desk)
    desk.station.correct("B1", {Field.NAME: "홍길순"}, "s1", DATA_KEY)
    unheard, _ = register(desk, replace(HAN, name="황보별"), None)
    crowd = opened_crowd(desk.places, DATA_KEY, EVENT)
    assert [face.id for face in crowd.search("한서윤")] == [card.id]
    assert [face.name for face in crowd.search("가온 2345")] == ["한*윤"]
    assert [(face.id, face.name) for face in crowd.search("홍길순")] == [("B1", "홍*순")]
    assert crowd.search("홍길동") == []
    assert crowd.face(unheard.id) is None  # sealed for the server alone: this desk had no key to people
    record = desk.records()[-1]
    desk.feed.apply(Intake(marks={record.epoch: Mark(record.row, record.hash)}))
    assert [face.name for face in opened_crowd(desk.places, DATA_KEY, EVENT).search("홍길동")] == ["홍*동"]  # the server's word counts


def test_a_badge_the_server_knows_better_counts_as_the_server_says(desk: Desk) -> None:
    card, _ = register(desk)
    desk.receive(replace(card.badge, flags=Flag.BLOCKED | Flag.CHECKED_IN))
    assert desk.station.card(card.id).due is Due.NOT_HERE
