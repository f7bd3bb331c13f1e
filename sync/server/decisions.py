"""The organiser's desk for conflicts: lists them as they travel, takes down what a person decides; finds none itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from typing import Any

from sqlalchemy import Connection, exists, func, insert, select

from kiosk.conflicts import Ruling
from kiosk.errors import UsageError
from sync.server import feed
from sync.server.database import among
from sync.server.schema import CONFLICT, DECISION
from sync.server.store import Store
from sync.wire import ConflictChange, ConflictSide, WireDecision

MOST = 2_000
"""Conflicts in one list, the newest."""
BY_CHARACTERS, WHY_CHARACTERS = 64, 400


class NoConflict(UsageError):
    """No conflict of that id, or more than one whose id begins so."""

    key = "server.no_conflict"


class DecisionIncomplete(UsageError):
    """A decision names who made it and why, each within its length."""

    key = "server.decision_incomplete"


def listed(connection: Connection, event: str, ids: Collection[str] | None = None, *, everything: bool = True) -> list[ConflictChange]:
    """The conflicts of ``event``, newest first: those of ``ids``, or all; without ``everything`` only those that wait for a decision."""
    query = select(CONFLICT).where(CONFLICT.c.event == event).order_by(CONFLICT.c.found.desc(), CONFLICT.c.id).limit(MOST)
    if ids is not None:
        query = query.where(among(connection, CONFLICT.c.id, sorted(ids)))
    if not everything:
        decided = exists().where(DECISION.c.event == CONFLICT.c.event, DECISION.c.conflict == CONFLICT.c.id)
        query = query.where(~CONFLICT.c.withdrawn, ~decided)
    rows = connection.execute(query).all()
    decisions = _decisions(connection, event, [row.id for row in rows])
    return [
        ConflictChange(
            id=row.id, what=row.what, cause=row.cause, code=row.code_hash.hex(), badge=row.badge,
            first=ConflictSide.model_validate_json(row.first), second=ConflictSide.model_validate_json(row.second), found=row.found,
            withdrawn=row.withdrawn, decisions=decisions[row.id],
        )
        for row in rows
    ]  # fmt: skip


def decide(store: Store, event: str, conflict: str, ruling: Ruling, by: str, why: str) -> str:
    """Take down what ``by`` decided about the conflict whose id begins with ``conflict``; returns the whole id. A later decision corrects
    an earlier one, none is ever changed. Raises NoConflict, DecisionIncomplete, a StoreError."""
    if not (0 < len(by.strip()) <= BY_CHARACTERS and 0 < len(why.strip()) <= WHY_CHARACTERS):
        raise DecisionIncomplete(by=BY_CHARACTERS, why=WHY_CHARACTERS)
    with store.write() as connection:
        begins = CONFLICT.c.id.startswith(conflict, autoescape=True)
        query = select(CONFLICT.c.id).where(CONFLICT.c.event == event, begins).limit(2).with_for_update()
        found = connection.execute(query).scalars().all()
        if len(found) != 1 or not conflict:
            raise NoConflict(conflict[:40], id=conflict[:40])
        last = select(func.coalesce(func.max(DECISION.c.number), 0)).where(DECISION.c.event == event, DECISION.c.conflict == found[0])
        row: dict[str, Any] = {
            "event": event, "conflict": found[0], "number": connection.execute(last).scalar_one() + 1, "at": store.clock.wall(),
            "by": by.strip(), "ruling": ruling.value, "why": why.strip(),
        }  # fmt: skip
        connection.execute(insert(DECISION), [row])
        feed.conflicts_changed(connection, event, found)
        return str(found[0])


def _decisions(connection: Connection, event: str, ids: Collection[str]) -> dict[str, list[WireDecision]]:
    query = (
        select(DECISION).where(DECISION.c.event == event, among(connection, DECISION.c.conflict, sorted(ids))).order_by(DECISION.c.number)
    )
    found: dict[str, list[WireDecision]] = defaultdict(list)
    for row in connection.execute(query):
        found[row.conflict].append(WireDecision(at=row.at, by=row.by, ruling=row.ruling, why=row.why))
    return found
