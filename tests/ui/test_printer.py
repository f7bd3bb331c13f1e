"""Tests of ui.printer: a test badge through the real way, and what is said where there is none."""

from __future__ import annotations

from pathlib import Path

import pytest
import zxingcpp

import assets
from kiosk import badge
from kiosk.__main__ import main
from tests.ui.printing.paper import opened, seen


def test_a_test_badge_comes_out_as_a_pdf_of_the_badge_s_size(tmp_path: Path, fonts: None, capsys: pytest.CaptureFixture[str]) -> None:
    for number in (1, 2):
        assert main(["printer", "test", f"pdf:{tmp_path}", "--category", "vip", "--lang", "en"]) == 0
        assert str(tmp_path / f"badge-000{number}.pdf") in capsys.readouterr().out
    with opened(tmp_path / "badge-0002.pdf") as document:
        assert document.pageCount() == 1
        page = document.pagePointSize(0)
        assert (page.width() * 25.4 / 72, page.height() * 25.4 / 72) == pytest.approx((86, 124), abs=0.2)
        assert "홍길동" in document.getAllText(0).text()
        (code,) = zxingcpp.read_barcodes(seen(document))
    assert badge.has_form(code.text)


RARE = "\U00030000"
"""A letter of CJK extension G, which the fonts of no system come with."""
FAILURES = {
    "zpl://127.0.0.1:1": "프린터에 연결할 수 없습니다",
    "ql://127.0.0.1:1": "프린터에 연결할 수 없습니다",
    "os:No Such Printer": "No Such Printer 프린터가 없습니다",
    "pdf:/proc/no": "저장할 수 없습니다",
    "laser": "프린터 이름을 알 수 없습니다",
    "pdf:x --category king": "king",
    "pdf:x --templates /no/such": "/no/such",
    "pdf:x --programme /no/such.toml": "such.toml",
}


@pytest.mark.parametrize("line", FAILURES)
def test_where_it_cannot_be_printed_it_says_why(line: str, fonts: None, capsys: pytest.CaptureFixture[str]) -> None:
    printer, *options = line.split(" --")
    words = [word for option in options for word in f"--{option}".split()]
    assert main(["printer", "test", printer, *words, "--lang", "ko"]) == 1
    assert FAILURES[line] in capsys.readouterr().err


def test_a_template_with_faults_is_told_line_by_line(tmp_path: Path, fonts: None, capsys: pytest.CaptureFixture[str]) -> None:
    head = '<svg xmlns="http://www.w3.org/2000/svg" width="86mm" height="124mm" viewBox="0 0 86 124">'
    (tmp_path / "visitor.svg").write_text(f'{head}\n<script/>\n<rect data-text="{{who}}" width="9" height="9" data-size="5"/></svg>')
    assert main(["printer", "test", f"pdf:{tmp_path}", "--templates", str(tmp_path), "--lang", "en"]) == 1
    told = capsys.readouterr().err.splitlines()
    assert [line.strip().split(":")[0] for line in told[1:]] == ["line 2", "line 3"]
    assert "visitor.svg" in told[0]
    assert "{who}" in told[2]
    assert not list(tmp_path.glob("*.pdf"))


def test_letters_that_become_boxes_are_told(tmp_path: Path, fonts: None, capsys: pytest.CaptureFixture[str]) -> None:
    shipped = Path(assets.__file__).parent / "programmes" / "slw.toml"
    event = shipped.read_text("utf-8").replace("서울 스마트 라이프 위크", f"서울 {RARE}", 2)
    (tmp_path / "event.toml").write_text(event, "utf-8")
    assert main(["printer", "test", f"pdf:{tmp_path}", "--programme", str(tmp_path / "event.toml"), "--lang", "en"]) == 0
    assert f"boxes are printed for them: {RARE}" in capsys.readouterr().out


def test_the_list_shows_how_a_printer_is_named(fonts: None, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["printer", "list", "--lang", "en"]) == 0
    out = capsys.readouterr().out
    assert all(f"{kind}:" in out for kind in ("pdf", "os", "zpl", "ql"))
