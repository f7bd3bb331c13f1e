"""After the event: names are destroyed to the last byte, and every chain still verifies."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

import assets
from kiosk import seal, signed
from kiosk.act_payload import sealed_twice
from kiosk.model import Kind
from kiosk.programme import load
from sync.server import enrol, ingest, sunset
from sync.server.admin import Admin
from sync.server.ingest import Batch
from sync.server.people import Person
from sync.server.schema import DATA_KEY, PERSON, QUARANTINE, RECORD, SIGNER, STAFF
from sync.server.store import Store
from sync.server.verify import verify
from sync.wire import EnrolRequest
from tests.builders import FakeClock
from tests.sync.server.tape import Tape

SHIPPED = (Path(assets.__file__).parent / "programmes" / "slw.toml").read_text("utf-8")
RETENTION = "[retention]\nphone = 0\nemail = 0\ncompany = 30\nname = 30\npayload = 30\nstaff = 60\n"
HONG = Person("K-7788", "홍길동", "010-0000-5678", "hong@example.com", "가온모빌리티", "visitor", "ABCDEFGHIJKLMNOP")
WALK_IN = {"name": "한서윤", "phone": "010-0000-2345", "company": "누리", "code": "BCDEFGHIJKLMNOPQ"}
DAY = 86_400


@pytest.fixture
def days_later(store: Store, clock: FakeClock) -> FakeClock:
    """An event of one registered and one walked-in person, one record set aside; it is the morning after the last day."""
    organiser = Admin(store)
    first, _, rest = SHIPPED.partition("[retention]")
    programme = load(f"{first}{RETENTION}\n# {rest.partition('# ')[2]}")
    organiser.put_programme(programme)
    organiser.add_people([HONG])
    organiser.add_staff("김하늘", "supervisor", "246810")
    event = organiser.event()
    station = enrol.ask(store, EnrolRequest(code=organiser.new_enrolment("desk", "registration"), public_key="ab" * 32)).station
    tape = Tape(station, event=event.id).fill(3)
    payload = sealed_twice(WALK_IN, "p-1", event.id, event.seal_public, None)
    tape.add(kind=Kind.WALK_IN, payload=payload, badge="p-1", direction=None, outcome=None, reason=None)
    forked = tape.copy()
    tape.add()
    forked.add(zone="elsewhere", payload=seal.seal(event.seal_public, "한서윤".encode()))
    with store.write() as connection:
        for each in (tape, forked):
            ingest.take(connection, Batch(each.event, each.station, each.epoch, 1, each.raw), clock.wall())
    clock.set_wall(_midnight_after(programme.days[-1]))
    return clock


def _midnight_after(day: date) -> int:
    midnight = datetime.combine(day + timedelta(days=1), time(0), ZoneInfo("Asia/Seoul"))
    return round(midnight.timestamp()) * 1_000_000


def people(store: Store) -> list[tuple[str, ...]]:
    with store.read() as connection:
        columns = (PERSON.c.external, PERSON.c.name, PERSON.c.phone, PERSON.c.email, PERSON.c.company, PERSON.c.code)
        return [tuple(row) for row in connection.execute(select(*columns))]


def test_each_field_goes_when_its_time_is_over_and_the_chains_still_hold(store: Store, days_later: FakeClock, tmp_path: Path) -> None:
    journals = list(verify(store))
    days_later.advance(-1)
    with pytest.raises(sunset.NotYet) as early:
        sunset.destroy(store, None, tmp_path)
    assert early.value.values["date"] == "2026-10-10"
    days_later.advance(1)
    (tmp_path / "roster-x.zst").write_bytes(b"names")
    first = json.loads(sunset.destroy(store, None, tmp_path).said)
    assert people(store) == [("K-7788", "홍길동", "", "", "가온모빌리티", "ABCDEFGHIJKLMNOP")]
    assert first["fields"] == {"phone": {"days": 0, "rows": 1}, "email": {"days": 0, "rows": 1}}
    assert (first["kept"], first["files"]) == ({"name": 30, "company": 30, "payload": 30, "staff": 60}, ["roster-x.zst"])
    days_later.advance(30 * DAY)
    second = json.loads(sunset.destroy(store, None, tmp_path).said)
    assert people(store) == [("",) * 6]
    assert {field: each["rows"] for field, each in second["fields"].items()} == {
        "phone": 0, "email": 0, "company": 1, "name": 1, "payload": 2,
    }  # fmt: skip
    assert second["number"] == 2
    assert [(each["receipt"], each["role"]) for each in second["stations"]] == [(0, "desk")]
    assert second["statistics"]["scans"]["outcome"] == {"admit": 4}
    assert list(verify(store)) == journals
    assert all(each["whole"] for each in second["journals"])
    with store.read() as connection:
        assert set(connection.execute(select(RECORD.c.payload)).scalars()) == {b""}
        assert connection.execute(select(STAFF.c.name)).scalar_one() == "김*늘"
        assert {json.loads(raw)["payload"] for raw in connection.execute(select(QUARANTINE.c.raw)).scalars()} == {""}


def test_no_column_of_a_person_but_the_opaque_id_and_the_category_outlasts_its_field() -> None:
    ends = {*sunset.WITH_NAME, "phone", "email", "company"}
    assert {column.name for column in PERSON.columns} - ends == {"event", "id", "category"}


def test_what_comes_late_or_lies_elsewhere_cannot_be_opened_any_more(store: Store, days_later: FakeClock, tmp_path: Path) -> None:
    before = Admin(store).event()
    late = seal.seal(before.seal_public, b"late")
    with store.read() as connection:
        lent = connection.execute(select(DATA_KEY.c.key)).scalar_one()
    days_later.advance(90 * DAY)
    made = sunset.destroy(store, None, tmp_path)
    after = Admin(store).event()
    assert seal.open_sealed(before.seal_private, late) == b"late"  # with the key that is destroyed; with what is there now:
    with pytest.raises(ValueError, match="not sealed to this key"):
        seal.open_sealed(after.seal_private, late)
    with store.read() as connection:
        assert connection.execute(select(DATA_KEY.c.key)).scalar_one() != lent
        assert connection.execute(select(STAFF.c.name, STAFF.c.pin, STAFF.c.blocked)).one() == ("", "", True)
        public = connection.execute(select(SIGNER.c.public).where(SIGNER.c.key_id == 1)).scalar_one()
    assert signed.holds(sunset.PURPOSE, made.said.encode(), bytes.fromhex(made.signature), public)


def test_no_byte_of_a_name_is_left_in_the_files_of_the_database(sqlite: str, clock: FakeClock, tmp_path: Path) -> None:
    file = Path(sqlite.removeprefix("sqlite:///"))
    store = Store(sqlite, clock)
    organiser = Admin(store)
    organiser.put_programme(load(SHIPPED))
    crowd = [replace(HONG, key=f"K{number}", name=f"홍길동{number}", code="") for number in range(500)]
    organiser.add_people(crowd)
    old = file.with_name(f"{file.name}.v5")
    old.write_bytes(file.read_bytes())
    wanted = ("홍길동".encode(), b"010-0000-5678", b"hong@example.com", "가온모빌리티".encode())
    clock.advance(365 * DAY)
    assert all(word in content(file.parent) for word in wanted)
    sunset.destroy(store, None, tmp_path)
    assert not any(word in content(file.parent) for word in wanted)
    assert not old.exists()
    store.close()
    assert not any(word in content(file.parent) for word in wanted)


def content(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())
