"""Programme files: what a good one says, and every fault of a bad one at once, each on its line."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.counters import Counter
from kiosk.errors import ProgrammeError
from kiosk.model import Text
from kiosk.programme import MAX_BYTES, AtLimit, CutOff, Hours, Reentry, load, load_file, shifted
from kiosk.wording import complaint

GOOD = """\
[event]
id = "fair"
name = { ko = "박람회", en = "Fair" }
timezone = "Asia/Seoul"
days = [
  2026-10-07, # the first
  2026-10-09,
]

[[category]]
id = "visitor"
name = { ko = "관람객", en = "Visitor" }
band = "#2463A6"
ink = "#FFFFFF"

[[category]]
id = "buyer"
name = { ko = "바이어", en = "Buyer" }
band = "#84470B"
ink = "#FFFFFF"
days = [2]
note = { ko = "안내", en = "Note" }

[[zone]]
id = "hall"
name = { ko = "전시관", en = "Hall" }
place = { ko = "3층", en = "3F" }
icon = "house"
categories = ["visitor", "buyer"]
hours = [{ days = [1, 2], opens = 10:00:00, closes = "18:00" }]

[[zone]]
id = "lounge"
name = { ko = "라운지", en = "Lounge" }
place = { ko = "2층", en = "2F" }
icon = "messages-square"
categories = ["buyer"]
capacity = 150
at_limit = "warn"
reentry = "after_exit"
pause_s = 20
check_in_first = true
invitation = true
excludes = ["hall"]
cut_off = "ask"
cut_off_after_s = 60
override = false
desk = true

[[zone.hours]]
day = 2
opens = "9:30"
closes = "24:00"
"""


def faults(text: str) -> list[tuple[int, str, str]]:
    """The line, key and kind of every fault in ``text``; every one can be said in both languages."""
    with pytest.raises(ProgrammeError) as raised:
        load(text)
    for lang in ("ko", "en"):
        assert len(complaint(raised.value, lang).splitlines()) == len(raised.value.faults) + 1
    return [(fault.line, fault.key, fault.sentence.removeprefix("fault.")) for fault in raised.value.faults]


def line(text: str, piece: str) -> int:
    """The line ``piece`` first stands on."""
    return text[: text.index(piece)].count("\n") + 1


def test_a_good_file_is_read_whole() -> None:
    programme = load(GOOD)
    assert (programme.event, programme.name, programme.timezone.key) == ("fair", Text("박람회", "Fair"), "Asia/Seoul")
    assert programme.days == (date(2026, 10, 7), date(2026, 10, 9))
    assert [(category.id, category.days, category.note) for category in programme.categories] == [
        ("visitor", (), None),
        ("buyer", (2,), Text("안내", "Note")),
    ]
    hall, lounge = programme.zones
    assert hall.hours == (Hours(1, time(10), time(18)), Hours(2, time(10), time(18)))
    assert lounge.hours == (Hours(2, time(9, 30), time(0)),)
    assert (lounge.capacity, lounge.at_limit, lounge.reentry, lounge.pause_s) == (150, AtLimit.WARN, Reentry.AFTER_EXIT, 20)
    assert (lounge.check_in_first, lounge.invitation, lounge.excludes) == (True, True, frozenset({"hall"}))
    assert (lounge.cut_off, lounge.cut_off_after_s, lounge.override, lounge.desk) == (CutOff.ASK, 60, False, True)
    assert programme.text == GOOD


def test_what_is_left_out_has_its_default() -> None:
    hall = load(GOOD).zones[0]
    assert (hall.capacity, hall.at_limit, hall.exits, hall.reentry, hall.pause_s) == (None, AtLimit.REFUSE, True, Reentry.FREE, 10)
    assert (hall.check_in_first, hall.invitation, hall.excludes, hall.override, hall.desk) == (False, False, frozenset(), True, False)
    assert (hall.cut_off, hall.cut_off_after_s) == (CutOff.ADMIT, 300)


def test_the_version_changes_with_the_text_and_only_with_it() -> None:
    assert load(GOOD).version == load(GOOD).version
    assert load(GOOD).version != load(GOOD + "# more\n").version


def test_zones_and_categories_are_found_by_id_and_excluders_by_what_they_exclude() -> None:
    programme = load(GOOD)
    assert programme.zone("lounge") is programme.zones[1]
    assert programme.category("buyer") is programme.categories[1]
    assert (programme.zone("nowhere"), programme.category("nobody")) == (None, None)
    assert programme.excluders("hall") == {"lounge"}


WRONG = [
    ('id = "fair"', 'id = "Fair 2026"', "event.id", "bad_id"),
    ('id = "fair"\n', "", "event.id", "missing"),
    ('name = { ko = "박람회", en = "Fair" }', 'name = { ko = "박람회" }', "event.name", "no_english"),
    ('name = { ko = "박람회", en = "Fair" }', 'name = { en = "Fair" }', "event.name", "no_korean"),
    ('name = { ko = "박람회", en = "Fair" }', 'name = { ko = "", en = "Fair" }', "event.name.ko", "empty"),
    ('name = { ko = "박람회", en = "Fair" }', 'name = "Fair"', "event.name", "not_table"),
    ('en = "Fair" }', 'en = "Fair", jp = "見本市" }', "event.name.jp", "unknown_key"),
    ('en = "Fair" }', 'en = "Fa\\nir" }', "event.name.en", "control"),
    ('"Asia/Seoul"', '"Asia/Soul"', "event.timezone", "time_zone"),
    ('"Asia/Seoul"', '"Asia"', "event.timezone", "time_zone"),
    ('"Asia/Seoul"', '"../../etc/passwd"', "event.timezone", "time_zone"),
    ('"Asia/Seoul"', '""', "event.timezone", "empty"),
    ("2026-10-09", '"2026-10-09"', "event.days[2]", "not_date"),
    ("2026-10-09", "2026-10-09T00:00:00Z", "event.days[2]", "not_date"),
    ("2026-10-09", "2026-10-06", "event.days[2]", "days_order"),
    ("2026-10-09", "9999-12-31", "event.days[2]", "year"),
    ('band = "#2463A6"', 'band = "blue"', "category[1].band", "colour"),
    ('band = "#2463A6"', 'band = "#FFFFF0"', "category[1].ink", "contrast"),
    ("days = [2]", "days = [3]", "category[2].days[1]", "day"),
    ("days = [2]", "days = [0]", "category[2].days[1]", "day"),
    ("days = [2]", "days = [2, 2]", "category[2].days[2]", "twice"),
    ("days = [2]", "days = [true]", "category[2].days[1]", "not_number"),
    ("days = [2]", "days = 2", "category[2].days", "not_list"),
    ('icon = "house"', 'icon = "../house"', "zone[1].icon", "bad_id"),
    ('["visitor", "buyer"]', '["visitor", "byer"]', "zone[1].categories[2]", "unknown_category"),
    ('["visitor", "buyer"]', "[]", "zone[1].categories", "empty"),
    ('["visitor", "buyer"]', '["visitor", "buyer", "visitor"]', "zone[1].categories[3]", "twice"),
    ("hours = [{ days = [1, 2], opens = 10:00:00, closes = \"18:00\" }]\n", "", "zone[1].hours", "missing"),
    ("hours = [{ days = [1, 2], opens = 10:00:00, closes = \"18:00\" }]", "hours = []", "zone[1].hours", "empty"),
    ("days = [1, 2]", "days = [1, 3]", "zone[1].hours[1].days[2]", "day"),
    ("days = [1, 2]", "days = []", "zone[1].hours[1].days", "empty"),
    ("days = [1, 2]", "days = [1, 2], day = 1", "zone[1].hours[1]", "day_or_days"),
    ("days = [1, 2], ", "", "zone[1].hours[1]", "day_or_days"),
    ('"18:00"', '"25:00"', "zone[1].hours[1].closes", "not_time"),
    ('"18:00"', "18", "zone[1].hours[1].closes", "not_time"),
    ('"18:00" }', '"18:00" }, { day = 2, opens = "17:59", closes = "20:00" }', "zone[1].hours[2]", "overlap"),
    ("capacity = 150", "capacity = 0", "zone[2].capacity", "range"),
    ("capacity = 150", 'capacity = "150"', "zone[2].capacity", "not_number"),
    ("capacity = 150", "capacity = 150.5", "zone[2].capacity", "not_number"),
    ("capacity = 150", "capcity = 150", "zone[2].capcity", "unknown_key_near"),
    ("capacity = 150", "who = 1\ncapacity = 150", "zone[2].who", "unknown_key"),
    ('at_limit = "warn"', 'at_limit = "maybe"', "zone[2].at_limit", "choice"),
    ('reentry = "after_exit"', 'reentry = "after_exit"\nexits = false', "zone[2].reentry", "after_exit_needs_exits"),
    ("pause_s = 20", "pause_s = -1", "zone[2].pause_s", "range"),
    ("check_in_first = true", 'check_in_first = "yes"', "zone[2].check_in_first", "not_flag"),
    ('excludes = ["hall"]', 'excludes = ["lounge"]', "zone[2].excludes", "excludes_itself"),
    ('excludes = ["hall"]', 'excludes = ["hal"]', "zone[2].excludes[1]", "unknown_zone"),
    ('cut_off = "ask"', "cut_off = 1", "zone[2].cut_off", "not_text"),
    ("[event]", "surprise = 1\n[event]", "surprise", "unknown_key"),
]  # fmt: skip


@pytest.mark.parametrize(("was", "now", "key", "kind"), WRONG, ids=[f"{row[2]} {row[3]}" for row in WRONG])
def test_a_fault_is_named_with_its_line_and_key(was: str, now: str, key: str, kind: str) -> None:
    assert was in GOOD
    text = GOOD.replace(was, now, 1)
    [(at, where, what)] = faults(text)
    assert (where, what) == (key, kind)
    if now and kind != "contrast":  # that one is said of the letters, not of the band
        assert at == line(text, now.splitlines()[0])


def test_a_second_thing_of_one_id_names_the_line_of_the_first() -> None:
    for header, ident, key in (("[[category]]", 'id = "visitor"', "category[3].id"), ("[[zone]]", 'id = "hall"', "zone[3].id")):
        start = GOOD.index(f"{header}\n{ident}")
        text = GOOD + "\n" + GOOD[start : GOOD.index("\n\n", start)] + "\n"
        with pytest.raises(ProgrammeError) as raised:
            load(text)
        [fault] = raised.value.faults
        assert (fault.key, fault.sentence, fault.values["line"]) == (key, "fault.double_id", line(GOOD, ident))
        assert text.splitlines()[fault.line - 1] == ident


def test_what_is_missing_is_named_on_the_line_of_its_table() -> None:
    text = GOOD.replace('icon = "messages-square"\n', "")
    assert faults(text) == [(line(text, '[[zone]]\nid = "lounge"'), "zone[2].icon", "missing")]


def test_hours_that_run_into_the_next_day_overlap_it() -> None:
    text = (
        GOOD.replace("2026-10-09", "2026-10-08")
        .replace("opens = 10:00:00", "opens = 10:00:00")
        .replace('closes = "18:00"', 'closes = "10:00"')
    )
    load(text)  # open round the clock, just not twice at once
    late = text.replace('closes = "10:00" }', 'closes = "10:00" }, { day = 2, opens = "09:59", closes = "09:59" }').replace(
        "days = [1, 2], opens", "day = 1, opens"
    )
    assert faults(late) == [(line(late, "hours = ["), "zone[1].hours[2]", "overlap")]


def test_two_openings_that_touch_do_not_overlap() -> None:
    load(GOOD.replace('closes = "18:00" }', 'closes = "18:00" }, { days = [1, 2], opens = "18:00", closes = "20:00" }'))


def test_every_fault_is_named_at_once_in_the_order_of_lines() -> None:
    text = GOOD
    changes = {kind: (was, now) for was, now, _, kind in WRONG}
    kinds = ["bad_id", "time_zone", "year", "colour", "unknown_category", "range", "not_flag", "excludes_itself", "not_text"]
    changes["bad_id"] = WRONG[0][:2]
    for kind in kinds:
        text = text.replace(*changes[kind], 1)
    found = faults(text)
    assert [kind for _, _, kind in found] == kinds
    assert found == sorted(found)


def test_an_empty_file_lacks_everything() -> None:
    assert faults("") == [(1, "category", "missing"), (1, "event", "missing"), (1, "zone", "missing")]


def test_more_categories_than_a_signed_badge_can_name_are_too_many() -> None:
    category = GOOD[GOOD.index("[[category]]") : GOOD.index('[[category]]\nid = "buyer"')]
    more = "".join(category.replace('"visitor"', f'"kind-{number}"') for number in range(15))
    assert faults(GOOD + more) == [(line(GOOD, "[[category]]"), "category", "too_many")]


@pytest.mark.parametrize(
    ("text", "at", "kind"),
    [
        (GOOD.replace('icon = "house"', "icon = house"), line(GOOD, "icon"), "syntax"),
        (GOOD + "[[zone", GOOD.count("\n") + 1, "syntax"),
        (GOOD.replace("pause_s = 20", "pause_s = 20\npause_s = 30"), line(GOOD, "pause_s") + 1, "syntax"),
        ("a = " + "9" * 1500, 1, "unknown_key"),
        ("a = [" + "\n[" * 5000, 1, "too_deep"),
        ("\n" + "a." * 900 + "a = 1", 1, "too_deep"),
        ("# fine\n# " + "x" * 3000, 2, "long_line"),
        ("# x\n" * (MAX_BYTES // 4 + 1), 1, "too_large"),
        ('# fine\na = "\ud800"', 2, "not_utf8"),
    ],
    ids=lambda value: value if isinstance(value, str) and len(value) < 20 else "",
)
def test_a_text_that_is_no_toml_says_where(text: str, at: int, kind: str) -> None:
    found = faults(text)
    assert (at, kind) in [(line_, what) for line_, _, what in found]


def test_names_from_a_file_cannot_steer_a_terminal() -> None:
    with pytest.raises(ProgrammeError) as raised:
        load(GOOD.replace('at_limit = "warn"', 'at_limit = "\\u001b[2J"\n"\\u001b[1m" = 1'))
    assert len(raised.value.faults) == 2
    assert "\x1b" not in complaint(raised.value, "en")


def test_a_file_may_have_a_byte_order_mark_and_windows_line_ends(tmp_path: Path) -> None:
    path = tmp_path / "event.toml"
    path.write_bytes(b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode())
    assert load_file(path).zones == load(GOOD).zones
    path.write_bytes(b"\xef\xbb\xbf" + GOOD.replace("capacity = 150", "capacity = 0").replace("\n", "\r\n").encode())
    with pytest.raises(ProgrammeError) as raised:
        load_file(path)
    assert [fault.line for fault in raised.value.faults] == [line(GOOD, "capacity")]


@pytest.mark.parametrize(
    ("raw", "kind", "at"),
    [(b"# fine\n# \xb0\xa1", "not_utf8", 2), (b"#" * (MAX_BYTES + 1), "too_large", 1), (None, "cannot_open", 1)],
    ids=["not UTF-8", "too large", "not there"],
)
def test_a_file_that_cannot_be_read_says_why(tmp_path: Path, raw: bytes | None, kind: str, at: int) -> None:
    path = tmp_path / "event.toml"
    if raw is not None:
        path.write_bytes(raw)
    with pytest.raises(ProgrammeError) as raised:
        load_file(path)
    assert [(fault.sentence, fault.line) for fault in raised.value.faults] == [(f"fault.{kind}", at)]


def test_days_move_with_their_gaps_and_everything_else_stays_as_written() -> None:
    moved = shifted(GOOD, date(2027, 2, 28))
    assert load(moved).days == (date(2027, 2, 28), date(2027, 3, 2))
    assert moved == GOOD.replace("2026-10-07", "2027-02-28").replace("2026-10-09", "2027-03-02")


def test_the_time_zone_can_move_with_the_days() -> None:
    moved = load(shifted(GOOD, date(2026, 10, 7), "Etc/GMT+3"))
    assert (moved.timezone.key, moved.days, moved.zones) == ("Etc/GMT+3", load(GOOD).days, load(GOOD).zones)


def test_a_faulty_text_cannot_be_moved() -> None:
    with pytest.raises(ProgrammeError):
        shifted(GOOD.replace("2026-10-09", "2026-10-07"), date(2027, 1, 1))


PIECES = st.sampled_from(
    [*GOOD.splitlines(keepends=True), "[[zone]]\n", "[zone]\n", "x = [", "]", "}", "=", "'''", '"""', "hours = 1\n", "\n"]
)


@given(st.lists(PIECES, max_size=40).map("".join))
@settings(deadline=None, max_examples=200, suppress_health_check=[HealthCheck.too_slow])
def test_no_text_does_more_than_have_faults(text: str) -> None:
    with pytest.raises(ProgrammeError) as raised:
        load(text)
    assert raised.value.faults
    assert all(1 <= fault.line <= text.count("\n") + 1 for fault in raised.value.faults)
    assert complaint(raised.value, "ko")


def test_counters_say_what_desks_hand_out_and_how_often() -> None:
    gift = '[[counter]]\nid = "gift"\nname = { ko = "기념품", en = "Gift" }\na_day = 2\ncategories = ["buyer"]\n'
    assert load(GOOD + gift).counters == (Counter("gift", Text("기념품", "Gift"), 2, frozenset({"buyer"})),)
    with pytest.raises(ProgrammeError) as wrong:
        load(GOOD + gift.replace("buyer", "nobody") + gift.replace("a_day = 2", "a_day = 0"))
    assert {fault.sentence for fault in wrong.value.faults} == {"fault.unknown_category", "fault.twice", "fault.range"}
