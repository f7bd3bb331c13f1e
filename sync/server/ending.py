"""What a station that was revoked is told to do, and its receipts for it; knows no HTTP.

Revoked, it may still send its records and nothing else. Its logs may go as well once a sealed backup holds them: that is looked up among
the seals this store remembers.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict

from sqlalchemy import Connection, select

from kiosk.errors import KioskError
from kiosk.sealed import Seal
from kiosk.signed import EVENT_KEY
from sync.server.database import put
from sync.server.schema import RECEIPT, SEAL, SIGNER, STATION
from sync.wire import Command, End, Receipt
from sync.wiresigned import ERASE, WIPE


class BadReceipt(KioskError):
    """The receipt is not this station's."""

    key = "server.malformed"


def remember(connection: Connection, seal: Seal) -> None:
    """A backup was sealed: from now on stations may be told that it holds their logs."""
    put(
        connection,
        SEAL,
        [{"event": seal.event, "made": seal.made, "sha256": seal.sha256, "journals": json.dumps(asdict(seal)["journals"])}],
    )


def orders(connection: Connection, event: str, station: str) -> list[str]:
    """What the revoked ``station`` is to do, each command signed by the event."""
    key = connection.execute(select(SIGNER.c.private).where(SIGNER.c.event == event, SIGNER.c.key_id == EVENT_KEY)).scalar_one()
    told = [Command(event=event, station=station, number=WIPE)]
    newest = connection.execute(select(SEAL).where(SEAL.c.event == event).order_by(SEAL.c.made.desc()).limit(1)).one_or_none()
    if newest is not None:
        held = [journal for journal in json.loads(newest.journals) if journal["station"] == station]
        ends = [End(epoch=journal["epoch"], rows=journal["rows"], head=journal["head"]) for journal in held]
        told.append(Command(event=event, station=station, number=ERASE, seal=newest.sha256, ends=ends))
    return [command.sealed(key) for command in told]


def keep(connection: Connection, event: str, station: str, text: str, now: int) -> None:
    """Take down what the station says it did, once for each command. Raises BadReceipt where its key did not sign that."""
    mine = (STATION.c.event == event, STATION.c.id == station)
    public_key = connection.execute(select(STATION.c.public_key).where(*mine)).scalar_one()
    try:
        receipt = Receipt.opened(text, public_key)
    except ValueError:
        raise BadReceipt from None
    if (receipt.event, receipt.station) != (event, station):
        raise BadReceipt
    row = {"event": event, "station": station, "number": receipt.number, "received": now, "said": text}
    same = (RECEIPT.c.event == event, RECEIPT.c.station == station, RECEIPT.c.number == receipt.number)
    if connection.execute(select(RECEIPT.c.number).where(*same)).one_or_none() is None:
        put(connection, RECEIPT, [row])


def given(connection: Connection, event: str) -> Mapping[str, int]:
    """Station -> the last command it has given a receipt for (1 its names and keys are gone, 2 all of it is), of those that have."""
    query = select(RECEIPT.c.station, RECEIPT.c.number).where(RECEIPT.c.event == event).order_by(RECEIPT.c.number)
    return {row.station: row.number for row in connection.execute(query)}
