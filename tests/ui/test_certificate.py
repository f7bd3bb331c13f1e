"""The certificate of destruction as a document."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from kiosk.__main__ import main

AT = 1_790_000_000_000_000
STATEMENT = {
    "event": "slw-2026", "name": {"ko": "서울 스마트 라이프 위크", "en": "Seoul <Smart> Life Week"}, "number": 1, "at": AT,
    "timezone": "Asia/Seoul", "last_day": "2026-10-09", "fields": {"name": {"days": 30, "rows": 60_000}}, "kept": {"staff": 60},
    "files": [], "journals": [{"station": "gate-1", "log": "journal", "epoch": "ab" * 16, "rows": 5, "head": "cd" * 32, "whole": True}],
    "stations": [{"id": f"desk-{number}", "role": "desk", "zone": "<b>", "seen": 0, "receipt": number % 3} for number in range(40)],
    "backups": [{"made": AT, "sha256": "ef" * 32}],
    "statistics": {"badges": 9, "scans": {"outcome": {"<script>": 4}, "zone": {}, "category": {}}},
}  # fmt: skip


def test_it_is_a_pdf_of_several_pages(qapp: QApplication, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source, target = tmp_path / "said.json", tmp_path / "certificate.pdf"
    source.write_text(json.dumps({"statement": json.dumps(STATEMENT), "signature": "00" * 64}), "utf-8")
    assert main(["certificate", str(source), "--to", str(target), "--lang", "ko"]) == 0
    assert str(target) in capsys.readouterr().out
    content = target.read_bytes()
    assert content.startswith(b"%PDF-")
    assert content.count(b"/Type /Page\n") >= 2


def test_both_languages_and_every_station_without_receipt_stand_in_it_and_no_text_is_markup() -> None:
    from ui.certificate import document

    html = document(json.dumps(STATEMENT), "00" * 64)
    assert "개인정보 파기 확인서 · Certificate of destruction" in html
    without = html[html.index("Stations without receipt") : html.index("Stations that gave a receipt")]
    assert without.count("desk-") == 14
    assert ("Seoul &lt;Smart&gt;" in html, "<b>" in html, "<script>" in html) == (True, False, False)
    assert "60,000" in html


@pytest.mark.parametrize("wrong", ["", "[]", '{"statement": "{}", "signature": ""}', '{"statement": 5, "signature": ""}'])
def test_a_file_that_is_no_statement_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str], wrong: str) -> None:
    source = tmp_path / "said.json"
    source.write_text(wrong)
    assert main(["certificate", str(source), "--to", str(tmp_path / "x.pdf"), "--lang", "en"]) == 1
    assert "sunset" in capsys.readouterr().err
    assert not (tmp_path / "x.pdf").exists()
