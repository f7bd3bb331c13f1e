"""A station that is taken away: nothing it recorded is lost, nothing of anybody stays on it, and it tells so under its own key."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import select

from kiosk import verify
from kiosk.config import load
from kiosk.errors import EnrolRefused, UpstreamAway, UpstreamDenied
from kiosk.journal import Journal
from kiosk.model import Kind
from kiosk.programme import Programme
from sync.ending import Ending, Left, covers
from sync.enrol import join
from sync.health import Health
from sync.opening import open_round, upstream_of
from sync.orders import Orders
from sync.server import ending, sealing
from sync.server.people import Person
from sync.server.schema import RECEIPT, SIGNER
from sync.wire import Command, Cursor, End, Receipt, RoundRequest
from tests.builders import EVENT
from tests.drafts import scan
from tests.sync.serving import TestServer
from tests.sync.stationing import CLOCK, Desk, keys, stored

PERSON = Person("K1", "홍길동", "010-0000-5678", "hong@example.com", "가온모빌리티", "visitor", "ABCDEFGHIJKLMNOP")
KEY = bytes(range(32))


@pytest.fixture
def server(sqlite: str, tmp_path: Path, programme: Programme) -> Iterator[TestServer]:
    """A running server with one person registered."""
    running = TestServer(sqlite, tmp_path / "served").start()
    running.admin.put_programme(programme)
    running.admin.add_people([PERSON])
    yield running
    running.stop()


@pytest.fixture
def desk(server: TestServer, tmp_path: Path) -> Iterator[Desk]:
    """A desk that has caught up, and then worked on without its server: five scans and one opened card are unsent."""
    station = Desk.enrolled(server, tmp_path / "station", "desk", "desk")
    station.catch_up()
    yield station
    station.close()


def worked_on(desk: Desk) -> int:
    """Acts on both logs while nothing goes up; how many records that is."""
    desk.scan(1, 2, 3, 4, 5)
    with closing(Journal(desk.places.access, desk.identity.event, desk.identity.station, CLOCK)) as log:
        log.append(scan(CLOCK, 1, kind=Kind.LOOK_UP))  # type: ignore[arg-type]
    (desk.places.root / "second.key").write_text("of data")
    return 6


def told(desk: Desk) -> None:
    """Hear by a round, as the sync thread does, that the station is taken away."""
    with closing(open_round(desk.identity, desk.places, CLOCK)) as ends:
        assert [command.number for command in ends.exchange(Health(), 2).commands][:1] == [1]


def erasing(desk: Desk) -> Ending:
    desk.journal.close()
    return Ending(load(desk.places), desk.places, CLOCK)


def seal(server: TestServer, target: Path) -> str:
    made = sealing.seal(server.store, server.admin.event(), target)
    with server.store.write() as connection:
        ending.remember(connection, made)
    return made.sha256


def receipts(server: TestServer, desk: Desk) -> list[Receipt]:
    with server.store.read() as connection:
        said = connection.execute(select(RECEIPT.c.said).order_by(RECEIPT.c.number)).scalars().all()
    return [Receipt.opened(text, public(desk)) for text in said]


def public(desk: Desk) -> bytes:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return Ed25519PrivateKey.from_private_bytes(desk.identity.private_key).public_key().public_bytes_raw()


def names(desk: Desk) -> set[str]:
    return {path.name for path in desk.places.root.iterdir()}


def test_revoked_while_offline_with_unsent_records_nothing_is_lost_and_nothing_stays(
    server: TestServer, desk: Desk, tmp_path: Path
) -> None:
    unsent = worked_on(desk)
    records = [desk.journal.append(scan(CLOCK, 6))]  # type: ignore[arg-type]
    assert any(name.startswith("roster-") for name in names(desk))
    server.admin.revoke_station(desk.identity.station)
    told(desk)
    server.stop()
    away = erasing(desk)
    with pytest.raises(UpstreamAway):
        away.step()
    kept = {"journal.db", "access.db", "feed.db", "station.json", "ending.json"}  # the names went before anybody was asked
    assert {name.removesuffix("-wal").removesuffix("-shm") for name in names(desk)} == kept
    assert load(desk.places).hash_key == bytes(32)
    assert desk.identity.hash_key.hex() not in desk.places.identity.read_text()
    server.start()
    assert erasing(desk).step() == Left()  # all is sent; no seal covers it yet, so the logs stay
    assert [(each.number, each.seal) for each in receipts(server, desk)] == [(1, "")]
    assert verify.verify(desk.places.journal, {}).ok
    with server.store.read() as connection:
        assert ending.given(connection, EVENT) == {desk.identity.station: 1}
    sha256 = seal(server, tmp_path / "backup.db")
    assert erasing(desk).step() == Left(done=True)
    assert names(desk) <= {"lock"}
    last = receipts(server, desk)[-1]
    assert (last.number, last.seal, sum(end.rows for end in last.ends)) == (2, sha256, unsent + 1)
    assert stored(server, desk)[-1] == keys(records)[0]
    assert len(stored(server, desk)) == unsent


def test_a_seal_from_before_the_last_records_leaves_the_logs_where_they_are(server: TestServer, desk: Desk, tmp_path: Path) -> None:
    desk.scan(1)
    desk.catch_up()
    seal(server, tmp_path / "early.db")
    desk.scan(2)
    server.admin.revoke_station(desk.identity.station)
    told(desk)
    assert erasing(desk).step() == Left()
    assert desk.places.journal.exists()
    seal(server, tmp_path / "late.db")
    assert erasing(desk).step().done


def test_erasing_that_was_cut_short_goes_on_where_it_was(server: TestServer, desk: Desk, tmp_path: Path) -> None:
    desk.scan(1)
    server.admin.revoke_station(desk.identity.station)
    told(desk)
    assert erasing(desk).step() == Left()
    seal(server, tmp_path / "backup.db")
    server.stop()
    desk.places.ending.write_text(json.dumps({"seal": "ab" * 32, "ends": [{"epoch": "01" * 16, "rows": 1, "head": "00"}]}))
    with pytest.raises(UpstreamAway):  # the logs are gone, who it is stays until the server has the receipt
        erasing(desk).step()
    assert not desk.places.journal.exists()
    server.start()
    assert erasing(desk).step().done
    assert receipts(server, desk)[-1].seal == "ab" * 32


def test_a_revoked_station_may_send_and_nothing_else(server: TestServer, desk: Desk) -> None:
    desk.scan(1, 2)
    server.admin.revoke_station(desk.identity.station)
    server.admin.add_people([Person("K2", "김하늘", "", "", "", "visitor")])
    with closing(upstream_of(desk.identity, desk.places)) as upstream:
        answer = upstream.round(RoundRequest(epoch=desk.journal.epoch.hex()))
        assert (answer.changes, answer.refetch, len(answer.commands)) == ([], False, 1)
        for ask in (lambda: upstream.snapshot(desk.places.root / "part", ""), upstream.lease, lambda: next(upstream.frames(Cursor()))):
            with pytest.raises(UpstreamDenied):
                ask()
    desk.catch_up()  # a program that knows no commands still gets its records up
    assert desk.unsent() == 0
    told(desk)
    with pytest.raises(EnrolRefused) as refused:
        join(server.url, server.admin.new_enrolment("gate", "hall"), desk.places, lambda key, **values: None)
    assert refused.value.key == "enrol.ending"


def test_a_receipt_of_another_station_is_not_taken(server: TestServer, desk: Desk) -> None:
    server.admin.revoke_station(desk.identity.station)
    right = {"event": EVENT, "station": desk.identity.station, "number": 1, "at": 5, "ends": []}
    forged = (
        Receipt.model_validate(right).sealed(KEY),
        Receipt.model_validate(right | {"station": "gate-x"}).sealed(desk.identity.private_key),
        "x", "a.b.c",
    )  # fmt: skip
    with closing(upstream_of(desk.identity, desk.places)) as upstream:
        for text in forged:
            with pytest.raises(Exception, match="status 400"):
                upstream.round(RoundRequest(epoch="0" * 32, receipt=text))
    assert receipts(server, desk) == []


def test_only_new_commands_of_the_event_for_this_station_are_obeyed(
    server: TestServer, desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    with server.store.read() as connection:
        key = connection.execute(select(SIGNER.c.private).where(SIGNER.c.key_id == 1)).scalar_one()
    orders = Orders(EVENT, desk.identity.station, desk.identity.signers[1])
    mine = {"event": EVENT, "station": desk.identity.station}
    wipe, erase = (Command.model_validate(mine | {"number": number}).sealed(key) for number in (1, 2))
    others = [
        Command.model_validate(mine | {"number": 1}).sealed(KEY), Command.model_validate(mine | {"number": 1, "station": "g"}).sealed(key),
        Receipt.model_validate(mine | {"number": 1, "at": 1, "ends": []}).sealed(key), wipe[:-4] + "AAAA", "", "é", ".", "x" * 10_000,
    ]  # fmt: skip
    assert orders.new(others, 0) == []
    assert "did not sign" in caplog.text
    assert [each.number for each in orders.new([erase, *others, wipe], 0)] == [1, 2]
    assert [each.number for each in orders.new([wipe, erase], 1)] == [2]
    assert orders.new([wipe, erase], 2) == []


def test_a_seal_covers_logs_it_holds_as_far_as_they_go() -> None:
    def at(rows: int, head: str = "aa", epoch: str = "01") -> End:
        return End(epoch=epoch * 16, rows=rows, head=head)

    assert covers([at(5)], [at(5)])
    assert covers([at(5)], [at(4, "bb")])
    assert covers([at(5)], [at(5), at(0, "", "02")])
    assert not covers([at(5)], [at(5, "bb")])
    assert not covers([at(5)], [at(6)])
    assert not covers([], [at(1)])
    assert not covers([at(5)], [at(5), at(1, "aa", "02")])
