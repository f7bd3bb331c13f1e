"""Tests of kiosk.printing.target: each way to name a printer, and what is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.errors import PrinterName
from kiosk.printing.target import BrotherQL, PdfFolder, SystemPrinter, Target, Zebra, target

NAMES: dict[str, Target] = {
    "pdf:out/badges": PdfFolder(Path("out/badges")),
    "os:Samsung C43x (2층)": SystemPrinter("Samsung C43x (2층)"),
    "zpl://192.0.2.10": Zebra("192.0.2.10"),
    "zpl://printer.local:6101?dpi=300&width=104&encoding=hex": Zebra("printer.local", 6101, 300, 104.0, hex=True),
    "ql://[2001:db8::5]?model=ql-810w&label=62": BrotherQL("2001:db8::5", model="QL-810W"),
}


@pytest.mark.parametrize("text", NAMES)
def test_a_printer_is_named_in_one_short_text(text: str) -> None:
    assert target(text) == NAMES[text]


@pytest.mark.parametrize(
    "text",
    ["", "pdf:", "os:", "lpt1", "zpl://", "zpl://a:port", "zpl://a?dpi=200", "zpl://a?dpi", "zpl://a?colour=1", "zpl://a?width=wide",
     "zpl://u@a", "zpl://a/queue", "ql://a?model=PT-1", "ql://a?label=29", "http://a"],
)  # fmt: skip
def test_what_names_no_printer_is_refused_whole(text: str) -> None:
    with pytest.raises(PrinterName) as caught:
        target(text)
    assert caught.value.values["detail"] == text
