"""``kiosk accessibility``: measures the screens visitors use on a panel of a stated size and writes the sheet; knows the command line, not
the rules."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.catalogue import LANGUAGES, language, say
from kiosk.commandline import parser
from kiosk.errors import FileTrouble
from kiosk.panel import Panel, panel_of
from ui.shots import SIZES

if TYPE_CHECKING:
    from ui.compliance import Finding

PANEL, MOUNT = "217x136", 1_050.0
"""A 10.1 inch tablet on a stand."""


def main(arguments: Sequence[str]) -> int:
    """0 every rule that can be measured is kept, 1 one is not or the sheet could not be written, 2 the command line was not understood.
    The last line is ``{"rules","passed","failed":[...]}``."""
    options = parser("kiosk accessibility", "about.accessibility", arguments)
    options.add_argument("--panel", default=PANEL, metavar="WxH", type=_size, help="help.accessibility.panel")
    options.add_argument("--mount", default=MOUNT, metavar="MM", type=float, help="help.accessibility.mount")
    options.add_argument("--angle", default=0.0, metavar="DEGREES", type=float, help="help.accessibility.angle")
    options.add_argument("--out", metavar="DIR", type=Path, help="help.accessibility.out")
    options.add_argument("--page", action="append", metavar="NAME", help="help.accessibility.page")
    options.add_argument("--lang", choices=LANGUAGES, help="usage.lang")
    asked = options.parse_args(arguments)
    lang = language(asked.lang)
    try:
        panel = panel_of(asked.panel, asked.mount, asked.angle)
    except ValueError:
        options.error(
            say("usage.bad_value", lang, what="--panel, --mount, --angle", value=f"{asked.panel} {asked.mount:g} {asked.angle:g}")
        )
    try:
        if asked.out is not None:
            asked.out.mkdir(parents=True, exist_ok=True)
        found = _measured(panel, asked.page)
        for each in found:
            _tell(each, lang)
        if asked.out is not None:
            _write(found, panel, asked.out)
    except (OSError, FileTrouble) as error:
        detail = getattr(error, "strerror", "") or error
        print(say("accessibility.cannot_write", lang, folder=asked.out, detail=detail), file=sys.stderr)
        return 1
    failed = [each.rule for each in found if not each.passed]
    print(json.dumps({"rules": len(found), "passed": len(found) - len(failed), "failed": failed}))
    return 1 if failed else 0


def pixels_of(panel: Panel) -> tuple[int, int]:
    """The picture such a panel has: of those we draw for, the one nearest in shape; the larger for a larger panel."""
    sizes = [(int(width), int(height)) for width, _, height in (size.partition("x") for size in SIZES)]
    small = max(panel.width, panel.height) < 300  # a tablet
    same = [size for size in sizes if (max(size) < 1_400) is small]
    return min(same, key=lambda size: abs(size[0] / size[1] - panel.width / panel.height))


def _size(text: str) -> str:
    panel_of(text)
    return text


def _measured(panel: Panel, pages: Sequence[str] | None) -> list[Finding]:
    from ui.application import application

    application(offscreen=True)
    from ui import showcase
    from ui.compliance import PAGES, Setting, measure
    from ui.tongue import Tongue

    samples = showcase.Samples(showcase.load_programme())
    setting = Setting(panel, pixels_of(panel), samples, showcase.stand_in_frame(samples.programme))
    return measure(setting, Tongue(), [page for page in PAGES if not pages or page in pages])


def _tell(each: Finding, lang: str) -> None:
    from ui.compliance_sheet import rows_of

    row = rows_of([each])[0]
    print(f"{say(row.result, lang):<8} {say(f'accessibility.{row.rule}', lang)}: {row.measured} ({row.limit}) · {row.where}", flush=True)


def _write(found: Sequence[Finding], panel: Panel, folder: Path) -> None:
    """Raises OSError, FileTrouble."""
    from ui.compliance_sheet import rows_of, write_csv, write_pdf

    rows = rows_of(found)
    write_csv(rows, folder / "accessibility.csv")
    write_pdf(rows, folder / "accessibility.pdf", panel, pixels_of(panel), datetime.now().astimezone().strftime("%Y-%m-%d"))
