"""The bench runs to its end and tells right from wrong; how much is read is not asserted here."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from kiosk.bench import reading, webcam
from kiosk.bench.contest import Board
from tests.kiosk.scanner.pictures import qr, save, scene

Out = pytest.CaptureFixture[str]
CODE = "ABCDEFGHIJKLMNOP"


def lines(*arguments: str, capsys: Out) -> tuple[int, list[dict[str, object]]]:
    code = reading.main([*arguments, "--json", "--lang", "en"])
    return code, [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_each_defect_and_level_has_a_row_with_every_reader_and_the_goals_follow(monkeypatch: pytest.MonkeyPatch, capsys: Out) -> None:
    monkeypatch.setattr(webcam, "GRID", {name: webcam.GRID[name][:1] for name in ("noise sigma", "badges in view")})
    monkeypatch.setattr(reading, "EMPTY", 6)
    code, (*rows, last) = lines("--frames", "1", "--seed", "5", capsys=capsys)
    cells = [row for row in rows if "cpu_ms" in row]
    assert [row["row"] for row in cells] == ["noise sigma 8", "badges in view 2", "all of them"]
    assert [row["of"] for row in cells] == [1, 2, 3]
    for row in cells:
        assert list(row["read"]) == ["kiosk frame", "kiosk held", "kiosk still", "zxing-cpp", "zxing held", "pyzbar", "OpenCV"]  # type: ignore[call-overload]
    goals = [row for row in rows if "goal" in row]
    assert len(goals) == 6
    assert last == {"bench": "reading", "met": code == 0, "missed": [row["row"] for row in goals if not row["met"]]}


def test_pictures_are_right_wrong_or_unread_and_a_folder_of_none_counts_false_reads(tmp_path: Path, capsys: Out) -> None:
    good, none = tmp_path / "good", tmp_path / "no-code"
    for folder in (good, none):
        folder.mkdir()
    for name, text in (("right", CODE), ("slip", "ANOTHER TEXT")):
        save(good / f"{name}.png", scene((qr(CODE), 40, 40), size=(300, 300)))
        (good / f"{name}.txt").write_text(text + "\n")
    save(good / "unread.png", np.full((200, 200), 128, np.uint8))
    (good / "unread.txt").write_text("NOT TO BE SEEN")
    save(good / "untold.png", qr(CODE))
    save(none / "wall.png", np.full((200, 200), 128, np.uint8))
    save(none / "hidden.png", qr(CODE))
    (good / "broken.png").write_text("no picture")
    _, rows = lines("--frames", "0", "--images", str(tmp_path), capsys=capsys)
    named = {row.get("row"): row for row in rows}
    assert (named["good"]["of"], named["good"]["read"]["zxing-cpp"]) == (3, pytest.approx(33.3))  # type: ignore[index]
    assert (named["good, text unknown"]["of"], named["good, text unknown"]["read"]["kiosk still"]) == (1, 100)  # type: ignore[index]
    assert named["right text, kiosk live"]["ours"] == pytest.approx(33.33)
    # the slip of the pen is what the other readers say too; nobody forgives a read where there is no code
    assert named["wrong texts, pictures"]["ours"] == 0
    assert named["false reads, pictures without a code"]["ours"] == 2
    assert named["false reads, pictures without a code"]["met"] is False


def test_a_folder_without_pictures_is_told_before_anything_is_measured(tmp_path: Path, capsys: Out) -> None:
    assert reading.main(["--images", str(tmp_path), "--lang", "en"]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert str(tmp_path) in err


def test_a_reader_is_asked_until_it_has_said_all_and_one_that_raises_has_said_nothing() -> None:
    board = Board()
    image = np.zeros((4, 4), np.uint8)
    answers = iter([["A"], ["A", "B"], ["C"]])
    assert board.show("patient", lambda seen: next(answers), [image] * 3, {"A", "B"}) == {"A", "B"}
    count = board["patient"]
    assert (count.codes, count.read, count.wrong, count.frames, count.share) == (2, 2, 0, 2, 100.0)

    def broken(seen: object) -> list[str]:
        raise ValueError("no orientation")

    assert board.show("broken", broken, [image], {"A"}) == set()
    assert (board["broken"].unread, board["nobody"].frames) == (100.0, 0)
    board.show("liar", lambda seen: ["X"], [image], set())
    assert board["liar"].wrong == 1
