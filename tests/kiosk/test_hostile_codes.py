"""Hostile codes before the whole station: none raises, none admits, none is lost, and none is found in clear in any file."""

from __future__ import annotations

import json
import os
import sqlite3
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from kiosk import badge, seal
from kiosk.commands.read import plain
from kiosk.inspection import inspect
from kiosk.model import Outcome, Reason, Source
from kiosk.places import Places
from kiosk.programme import Programme
from kiosk.signing import Signers
from kiosk.station import SEALED_CHARACTERS
from kiosk.verify import verify_station
from tests import hostile
from tests.builders import EVENT, FakeClock
from tests.kiosk.standing import IDENTITY, SERVER_KEY, SIGNING_KEY, Standing, code_of, standing

RANDOM = int(os.environ.get("KIOSK_HOSTILE", "10000"))
"""Random texts of a run; ``KIOSK_HOSTILE=100000`` for all of them."""
TOKENS = [badge.sign(SIGNING_KEY, 1, code_of(number), 0, 0, EVENT) for number in range(50, 60)]
SOURCES = (Source.CAMERA, Source.WEDGE, Source.TYPED)


@pytest.fixture
def gate(clock: FakeClock, programme: Programme) -> Iterator[Standing]:
    """A station in memory where there is such a place: ten thousand commits take a disk half a minute."""
    memory = Path("/dev/shm")
    with (
        TemporaryDirectory(dir=memory if os.access(memory, os.W_OK) else None) as folder,
        standing(Places(Path(folder) / "station").make(), clock, programme) as made,
    ):
        yield made


def schema(gate: Standing) -> list[tuple[str, str]]:
    with sqlite3.connect(f"file:{gate.places.journal}?mode=ro", uri=True) as journal:
        found = journal.execute("SELECT name, sql FROM sqlite_schema ORDER BY name").fetchall()
    journal.close()
    return found


def in_clear(gate: Standing) -> list[str]:
    """Files of the station in which a hostile text can be read."""
    mark = hostile.MARK.encode()
    return [path.name for path in gate.places.root.rglob("*") if path.is_file() and mark in path.read_bytes()]


@pytest.mark.parametrize("name", hostile.TEXTS)
def test_a_hostile_code_is_refused_recorded_and_kept_sealed_alone(gate: Standing, name: str, caplog: pytest.LogCaptureFixture) -> None:
    text, before = hostile.TEXTS[name], schema(gate)
    for source in SOURCES:
        answer = gate.scan(text, source)
        assert (answer.verdict.outcome, answer.verdict.reason) == (Outcome.REFUSE, Reason.NOT_OUR_CODE)
        assert (answer.record.code_hash, answer.record.badge, answer.record.category) == (b"", "", "")
        kept = seal.open_sealed(SERVER_KEY, answer.record.payload).decode("utf-8", "surrogatepass")
        assert source is Source.TYPED or kept == text[:SEALED_CHARACTERS]
    assert gate.station.inside() == 0
    assert schema(gate) == before
    assert in_clear(gate) == []
    assert hostile.MARK not in caplog.text
    gate.station.close()
    assert verify_station(gate.places).ok


@pytest.mark.parametrize("text", hostile.TEXTS.values(), ids=list(hostile.TEXTS))
def test_a_hostile_code_is_said_to_be_none_of_ours_in_printable_letters(text: str) -> None:
    found = inspect(text, EVENT, Signers(EVENT, IDENTITY.signers), 0)
    assert (found.valid, found.why) == (False, "foreign")
    assert plain(text).isprintable()
    assert json.dumps(found.code).isascii()


def test_no_random_text_is_ever_admitted_or_raises(gate: Standing) -> None:
    codes = [*TOKENS, *map(code_of, range(1, 6))]
    told: Counter[Reason] = Counter()
    for number, text in enumerate(hostile.texts(RANDOM, codes)):
        answer = gate.scan(text, SOURCES[number % 2])
        assert answer.verdict.outcome is Outcome.REFUSE, text
        told[answer.verdict.reason] += 1
    assert told.keys() == {Reason.NOT_OUR_CODE, Reason.UNKNOWN_CODE, Reason.DAMAGED_SIGNATURE, Reason.CONFIRMATION_CODE}
    assert min(told.values()) > RANDOM // 200  # every form was among them
    assert gate.station.inside() == 0
    gate.station.close()
    found = verify_station(gate.places)
    assert (found.ok, found.rows) == (True, told.total())
