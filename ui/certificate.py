"""``kiosk certificate``: what ``kiosk server sunset`` put down, as a document to sign (파기 확인서); knows no database."""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from html import escape
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from kiosk.catalogue import LANGUAGES, language, say
from kiosk.commandline import parser
from kiosk.errors import FileTrouble, KioskError
from kiosk.wording import complaint

LONGEST = 64 * 1024 * 1024
STYLE = """
body { font-family: Pretendard; font-size: 9pt; color: #0B1A2E } h1 { font-size: 17pt } h2 { font-size: 11pt; margin-top: 14px }
td, th { padding: 3px 6px; border: 0.5px solid #9AA7B8; text-align: left } th { background: #EEF1F6 } .code { font-size: 7pt }
"""


def main(arguments: Sequence[str]) -> int:
    """0 written, 1 it says why not, 2 the command line was not understood."""
    options = parser("kiosk certificate", "about.certificate", arguments)
    options.add_argument("file", type=Path, metavar="FILE", help="help.certificate.file")
    options.add_argument("--to", type=Path, required=True, metavar="FILE.pdf", help="help.certificate.to")
    options.add_argument("--lang", choices=LANGUAGES, help="usage.lang")
    asked = options.parse_args(arguments)
    lang = language(asked.lang)
    try:
        said, signature = _read(asked.file)
        _print(document(said, signature), asked.to)
    except KioskError as error:
        print(complaint(error, lang), file=sys.stderr)
        return 1
    print(say("certificate.written", lang, file=asked.to))
    return 0


def document(said: str, signature: str) -> str:
    """The certificate as HTML, Korean and English side by side. Raises ValueError, KeyError or TypeError for a statement that is none."""
    what: dict[str, Any] = json.loads(said)
    zone = ZoneInfo(what["timezone"])

    def when(at: int) -> str:
        return datetime.fromtimestamp(at / 1e6, zone).strftime("%Y-%m-%d %H:%M")

    name = what["name"]
    facts = {
        "event": f"{name['ko']} · {name['en']} ({what['event']})", "last_day": what["last_day"], "at": when(what["at"]),
        "number": what["number"],
    }  # fmt: skip
    fields: list[Sequence[object]] = [
        (_both(f"certificate.{field}"), each["days"], f"{each['rows']:,}") for field, each in what["fields"].items()
    ]
    fields += [(_both(f"certificate.{field}"), days, _both("certificate.not_due")) for field, days in what["kept"].items()]
    missing = [_station(each, when) for each in what["stations"] if not each["receipt"]]
    given = [_station(each, when) for each in what["stations"] if each["receipt"]]
    logs = [
        (*(each[one] for one in ("station", "log")), each["epoch"][:8], f"{each['rows']:,}", each["head"],
         _both(f"certificate.whole_{int(each['whole'])}"))
        for each in what["journals"]
    ]  # fmt: skip
    scans = what["statistics"]["scans"]
    counts = [(_both("certificate.badges"), what["statistics"]["badges"])] + [
        (_Html(f"{_both(f'certificate.by_{by}')}: {escape(one)}"), f"{count:,}")
        for by, counted in scans.items()
        for one, count in counted.items()
    ]
    parts = [
        f"<h1>{_both('certificate.title')}</h1>",
        _table([(_both(f"certificate.fact_{key}"), value) for key, value in facts.items()]),
        _part("destroyed", ("field", "days", "rows"), fields),
        _part("without", ("station", "role", "zone", "seen"), missing) if missing else f"<h2>{_both('certificate.all_answered')}</h2>",
        _part("with", ("station", "role", "zone", "seen", "receipt"), given) if given else "",
        _part("backups", ("made", "sha256"), [(when(each["made"]), each["sha256"]) for each in what["backups"]]) if what["backups"] else "",
        _part("chains", ("station", "log", "epoch", "records", "head", "whole"), logs),
        _part("statistics", ("what", "count"), counts),
        f"<p>{_both('certificate.signed')}</p>",
        _table([("SHA-256", hashlib.sha256(said.encode()).hexdigest()), ("Ed25519", signature)]),
        f"<p><br>{_both('certificate.by_hand')}: ______________________________</p>",
    ]
    return f"<html><head><style>{STYLE}</style></head><body>{''.join(parts)}</body></html>"


def _read(path: Path) -> tuple[str, str]:
    try:
        with path.open("rb") as file:
            whole = json.loads(file.read(LONGEST))
        document(whole["statement"], whole["signature"])
        return str(whole["statement"]), str(whole["signature"])
    except OSError as error:
        raise FileTrouble(error.strerror or "cannot be read", path=str(path)) from error
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise FileTrouble("is no statement of kiosk server sunset", path=str(path)) from error


def _print(html: str, path: Path) -> None:
    from PySide6.QtCore import QMarginsF, QSaveFile
    from PySide6.QtGui import QPageLayout, QPageSize, QPdfWriter, QTextDocument

    from ui.application import application, no_display
    from ui.typeface import load_fonts

    application(offscreen=no_display())
    load_fonts()
    file = QSaveFile(str(path))
    if not file.open(QSaveFile.OpenModeFlag.WriteOnly):
        raise FileTrouble(file.errorString(), path=str(path))
    writer = QPdfWriter(file)
    writer.setTitle(say("certificate.title", "ko"))
    millimetres = QPageLayout.Unit.Millimeter
    page = QPageSize(QPageSize.PageSizeId.A4)
    writer.setPageLayout(QPageLayout(page, QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0), millimetres))
    text = QTextDocument()
    text.setHtml(html)
    text.print_(writer)  # leaves 2 cm to each side of its own
    del writer
    if not file.commit():
        raise FileTrouble(file.errorString(), path=str(path))


class _Html(str):
    """Text that is HTML already; any other is escaped."""

    __slots__ = ()


def _both(key: str) -> _Html:
    return _Html(f"{escape(say(key, 'ko'))} · {escape(say(key, 'en'))}")


def _station(each: Mapping[str, Any], when: Any) -> tuple[object, ...]:
    row = (each["id"], each["role"], each["zone"], when(each["seen"]) if each["seen"] else "-")
    return (*row, _both(f"certificate.receipt_{each['receipt']}")) if each["receipt"] else row


def _part(title: str, heads: Iterable[str], rows: Iterable[Sequence[object]]) -> str:
    return f"<h2>{_both(f'certificate.{title}')}</h2>{_table(rows, heads)}"


def _table(rows: Iterable[Sequence[object]], heads: Iterable[str] = ()) -> str:
    head = "".join(f"<th>{_both(f'certificate.head_{one}')}</th>" for one in heads)
    body = "".join("<tr>" + "".join(_cell(value) for value in row) + "</tr>" for row in rows)
    return f'<table cellspacing="0" width="100%" style="border-collapse: collapse">{f"<tr>{head}</tr>" if head else ""}{body}</table>'


def _cell(value: object) -> str:
    text = str(value)
    shown = text if isinstance(value, _Html) else escape(text)
    if len(text) >= 64 and text.isalnum():
        shown = " ".join(text[at : at + 16] for at in range(0, len(text), 16))
        return f'<td class="code">{shown}</td>'
    return f"<td>{shown}</td>"
