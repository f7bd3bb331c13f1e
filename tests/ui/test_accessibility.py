"""Tests of ``kiosk accessibility``: the screens keep every rule on tablet and stand; one that is not kept is told on the sheet."""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QApplication

from kiosk.catalogue import table
from kiosk.panel import panel_of
from ui.accessibility import main, pixels_of
from ui.compliance import PAGES, Finding, Setting, measure
from ui.compliance_sheet import ON_SITE
from ui.showcase import Samples
from ui.tongue import Tongue


@pytest.mark.parametrize(
    ("panel", "mount", "pages", "lang"),
    [("217x136", 1050, ("name",), "ko"), ("296x527", 850, ("digits",), "en"), ("136x217", 950, ("confirm",), "ko")],
)
def test_every_rule_is_kept_on_a_tablet_and_on_a_stand(
    qapp: QApplication, fonts: None, samples: Samples, picture: QImage, panel: str, mount: float, pages: Sequence[str], lang: str
) -> None:
    measures, tongue = panel_of(panel, mount), Tongue()
    found = measure(Setting(measures, pixels_of(measures), samples, picture), tongue, pages, (lang,))
    tongue.deleteLater()
    assert [each for each in found if not each.passed and each.rule != "word"] == []
    assert {each.rule for each in found} >= {"text", "contrast", "contrast_high", "zoom", "zoom_whole", "reach", "keys", "focus", "time"}
    assert set(pages) <= set(PAGES)


def test_what_is_not_kept_is_told_and_stands_on_the_sheet(qapp: QApplication, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "new"
    assert main(["--mount", "1190", "--page", "wait", "--out", str(out), "--lang", "en"]) == 1
    last = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert last["failed"] == ["reach"]
    assert last["passed"] == last["rules"] - 1
    with (out / "accessibility.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = {row["id"]: row for row in csv.DictReader(file)}
    assert (rows["reach"]["result_ko"], rows["reach"]["result_en"]) == ("부적합", "fail")
    assert float(rows["reach"]["measured"].split()[0]) > 1200
    assert rows["text"]["result_en"] == "pass"
    assert {rows[rule]["result_en"] for rule in ON_SITE} == {"check on site"}
    paper = QPdfDocument()
    paper.load(str(out / "accessibility.pdf"))
    said = "".join(paper.getAllText(page).text() for page in range(paper.pageCount()))
    assert "부적합" in said
    assert table()["accessibility.beacon"].ko in said


def test_a_least_is_kept_from_below_and_a_most_from_above() -> None:
    assert Finding("text", 12.0, 12.0).passed
    assert not Finding("text", 11.9, 12.0).passed
    assert Finding("reach", 1200, 1200, most=True).passed
    assert not Finding("reach", 1201, 1200, most=True).passed


@pytest.mark.parametrize("wrong", [["--panel", "217"], ["--panel", "0x0"], ["--mount", "-3"], ["--angle", "100"]])
def test_what_is_no_panel_is_refused(wrong: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([*wrong, "--lang", "en"])
    assert ended.value.code == 2
    assert "cannot be this" in capsys.readouterr().err


def test_a_sheet_that_cannot_be_written_is_said(qapp: QApplication, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("")
    assert main(["--page", "wait", "--out", str(tmp_path / "file" / "below"), "--lang", "en"]) == 1
    assert "cannot be saved" in capsys.readouterr().err
