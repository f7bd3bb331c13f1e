"""A conflict in words, for the organiser at a terminal; decides nothing."""

from __future__ import annotations

from kiosk.catalogue import say
from kiosk.days import local
from kiosk.programme import Programme
from sync.wire import ConflictChange, ConflictSide


def told(conflict: ConflictChange, programme: Programme, lang: str) -> str:
    """``conflict`` in a few lines of ``lang``: what it is, both sides with their times, why it probably came to that, what was decided."""
    lines = [
        say("conflict.head", lang, id=conflict.id[:12], what=say(f"conflict.{conflict.what}", lang), badge=conflict.badge or "-"),
        "  1. " + _side(conflict.first, programme, lang),
        "  2. " + _side(conflict.second, programme, lang),
        "  " + say(f"conflict.cause.{conflict.cause}", lang),
    ]
    if conflict.withdrawn:
        lines.append("  " + say("conflict.withdrawn", lang))
    for decision in conflict.decisions:
        ruling = say(f"conflict.ruling.{decision.ruling}", lang)
        at = _clock(decision.at, programme)
        lines.append("  " + say("conflict.decision", lang, at=at, by=decision.by, ruling=ruling, why=decision.why))
    return "\n".join(lines)


def _side(side: ConflictSide, programme: Programme, lang: str) -> str:
    error = "?" if side.error is None else f"{side.error / 1e6:.1f}"
    if not side.station:
        return say("conflict.revoked_at", lang, at=_clock(side.at, programme))
    zone = programme.zone(side.zone)
    words = say(
        f"conflict.{side.kind}" if side.kind in ("scan", "override") else "conflict.other",
        lang,
        at=_clock(side.at, programme),
        error=error,
        zone=zone.name.of(lang) if zone else side.zone,
        way=say(f"conflict.{side.direction}", lang),
        station=side.station,
        row=side.row,
    )
    if side.offline is None:
        return words
    since, until = (_clock(each, programme) for each in side.offline)
    return words + say("conflict.offline", lang, since=since, until=until)


def _clock(us: int, programme: Programme) -> str:
    return local(us, programme.timezone).strftime("%m-%d %H:%M:%S")
