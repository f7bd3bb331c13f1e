"""The sheet of what was measured, as CSV for machines and PDF for people, each rule in Korean and English; measures nothing."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QPointF, QRectF

from kiosk.catalogue import say
from kiosk.panel import Panel
from ui.badges import A4_MM, UNITS, pages
from ui.compliance import Finding
from ui.ink import LEFT, Ink
from ui.look import CRIMSON, INK
from ui.typeface import BOLD, EXTRA, SEMI, fit

ON_SITE = ("beacon", "certificate", "approach", "tactile", "keypad", "earphone", "pronunciation", "glare", "notice")
UNITS_OF = {
    "text": "mm", "contrast": ": 1", "contrast_high": ": 1", "zoom": "x", "reach": "mm", "target": "mm", "time": "s", "time_asked": "s",
    "word": "mm",
}  # fmt: skip
"""All others are shares, told in per cent."""

_CSV = ("id", "rule_ko", "rule_en", "source_ko", "source_en", "measured", "limit", "result_ko", "result_en", "where")
_MARGIN = 15.0
_ROW = 15.5
_COLUMNS = (0.0, 62.0, 116.0, 137.0, 156.0)
"""Where columns begin, mm from the margin: rule, source, measured, limit, result."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line: the rule's id, its words, and what became of it as a key of the catalogue."""

    rule: str
    measured: str
    limit: str
    result: str
    where: str = ""


def rows_of(findings: Sequence[Finding]) -> list[Row]:
    """What was measured, then what is to be checked on site."""
    rows = [Row(each.rule, _told(each.rule, each.measured), _limit(each), _result(each), each.where) for each in findings]
    return rows + [Row(rule, "", "", "accessibility.on_site") for rule in ON_SITE]


def _told(rule: str, value: float) -> str:
    unit = UNITS_OF.get(rule)
    if unit is None:
        return f"{100 * value:.0f} %"
    return f"{value:.0f} {unit}" if value >= 100 or unit == "s" else f"{value:.2f} {unit}"


def _result(each: Finding) -> str:
    return "accessibility.pass" if each.passed else "accessibility.fail"


def _limit(each: Finding) -> str:
    return ("≤ " if each.most else "≥ ") + _told(each.rule, each.limit)


def write_csv(rows: Sequence[Row], path: Path) -> None:
    """Write ``path``, with a mark that makes spreadsheets read Hangul. Raises OSError."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(_CSV)
        for row in rows:
            keys = (f"accessibility.{row.rule}", f"accessibility.{row.rule}.source", row.result)
            rule_ko, rule_en, source_ko, source_en, result_ko, result_en = (say(key, lang) for key in keys for lang in ("ko", "en"))
            words = (rule_ko, rule_en, source_ko, source_en)
            writer.writerow((row.rule, *words, row.measured, row.limit, result_ko, result_en, row.where))


def write_pdf(rows: Sequence[Row], path: Path, panel: Panel, pixels: tuple[int, int], day: str) -> None:
    """Write ``path`` as A4 pages. Raises FileTrouble."""
    with pages(path, say("accessibility.title", "ko")) as (writer, painter):
        ink = Ink(painter, 1.0)
        top = _head(ink, panel, pixels, day)
        for row in rows:
            if top + _ROW * UNITS > (A4_MM.height() - 2 * _MARGIN) * UNITS:
                writer.newPage()
                top = _MARGIN * UNITS
            _draw(ink, row, top)
            top += _ROW * UNITS
        _foot(ink, top + 20)


def _column(number: int, top: float, tall: float) -> QRectF:
    left = _MARGIN + _COLUMNS[number]
    right = _MARGIN + _COLUMNS[number + 1] - 3 if number + 1 < len(_COLUMNS) else A4_MM.width() - _MARGIN
    return QRectF(left * UNITS, top, (right - left) * UNITS, tall)


def _head(ink: Ink, panel: Panel, pixels: tuple[int, int], day: str) -> float:
    left, wide, top = _MARGIN * UNITS, (A4_MM.width() - 2 * _MARGIN) * UNITS, _MARGIN * UNITS
    values = {
        "day": day, "width": f"{panel.width:g}", "height": f"{panel.height:g}", "mount": f"{panel.mount:g}", "angle": f"{panel.angle:g}",
        "pixels": "x".join(map(str, pixels)),
    }  # fmt: skip
    for lang, size, weight in (("ko", 70, EXTRA), ("en", 44, BOLD)):
        ink.label(QRectF(left, top, wide, size * 1.3), say("accessibility.title", lang), size, 20, INK, weight=weight)
        top += size * 1.35
    for lang in ("ko", "en"):
        ink.label(QRectF(left, top, wide, 36), say("accessibility.on", lang, **values), 26, 16, INK)
        top += 38
    top += 20
    names = ("rule", "source", "measured", "limit", "result")
    for number, name in enumerate(names):
        for line, lang in enumerate(("ko", "en")):
            ink.label(_column(number, top + 30 * line, 30), say(f"accessibility.column.{name}", lang), 24, 14, INK, weight=BOLD)
    ink.rule(left, top + 68, wide, INK, 4)
    return top + 76


def _draw(ink: Ink, row: Row, top: float) -> None:
    tall = _ROW * UNITS
    for line, lang in enumerate(("ko", "en")):
        at, weight = top + 12 + line * 54, (BOLD, SEMI)[line]
        _said(ink, _column(0, at, 50), say(f"accessibility.{row.rule}", lang), 28 - 4 * line, weight)
        _said(ink, _column(1, at, 50), say(f"accessibility.{row.rule}.source", lang), 20, SEMI)
        colour = CRIMSON if row.result == "accessibility.fail" else INK
        ink.label(_column(4, at, 50), say(row.result, lang), 28 - 4 * line, 14, colour, weight=weight)
    ink.label(_column(2, top + 12, 50), row.measured, 28, 14, INK, weight=BOLD)
    ink.label(_column(3, top + 12, 50), row.limit, 28, 14, INK)
    if row.where:
        ink.text(_column(2, top + 66, 36).adjusted(0, 0, 200, 0), row.where, 16, INK, elide=True)
    ink.rule(_MARGIN * UNITS, top + tall - 4, (A4_MM.width() - 2 * _MARGIN) * UNITS, "#C3CEDA", 2)


def _said(ink: Ink, rect: QRectF, text: str, size: int, weight: int) -> None:
    block = fit(text, rect.width(), size=size, least=14, weight=weight, lines=2, leading=1.1, tracking=-0.01)
    ink.fitted(QPointF(rect.left(), rect.center().y() - block.height / 2), block, INK, align=LEFT)


def _foot(ink: Ink, top: float) -> None:
    wide = (A4_MM.width() - 2 * _MARGIN) * UNITS
    for lang in ("ko", "en"):
        block = fit(say("accessibility.foot", lang), wide, size=22, least=14, weight=SEMI, lines=3, leading=1.35, tracking=-0.01)
        top += ink.fitted(QPointF(_MARGIN * UNITS, top), block, INK) + 8
