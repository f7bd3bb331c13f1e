import json
import os
from pathlib import Path

import numpy as np
import pytest

from kiosk.__main__ import main
from kiosk.catalogue import LANGUAGES, say
from kiosk.commands.read import plain
from kiosk.scanner import picture
from kiosk.scanner.vision import cv2
from tests.kiosk.scanner.pictures import coloured, parts, qr, save, scene

CODE = "ABCDEFGHIJKLMNOP"

Out = pytest.CaptureFixture[str]


def lines(*arguments: str, capsys: Out) -> list[dict[str, object]]:
    assert main(["read", "--json", *arguments]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    return [json.loads(line) for line in out.splitlines()]


def test_one_json_line_a_file_in_order_with_text_format_corners_and_cpu_time(tmp_path: Path, capsys: Out) -> None:
    two = save(tmp_path / "two.png", scene((qr("B" * 16), 700, 100), (qr(CODE), 100, 300)))
    none = save(tmp_path / "none.png", scene(size=(200, 200)))
    first, second = lines(str(two), str(none), capsys=capsys)
    assert list(first) == ["file", "codes", "ms"]
    assert first["file"] == str(two)
    codes = first["codes"]
    assert isinstance(codes, list)
    assert [(one["text"], one["format"]) for one in codes] == [(CODE, "QRCode"), ("B" * 16, "QRCode")]
    assert np.abs(np.array(codes[0]["corners"][0]) - (124, 324)).max() <= 3
    assert second["codes"] == []
    assert "error" not in second
    assert all(isinstance(line["ms"], float) and line["ms"] > 0 for line in (first, second))


def test_a_file_that_cannot_be_read_has_an_error_in_the_language_asked_for_and_the_exit_is_0(tmp_path: Path, capsys: Out) -> None:
    (tmp_path / "text.png").write_text("no picture")
    (tmp_path / "empty.png").touch()
    files = [str(tmp_path / name) for name in ("missing.png", "text.png", "empty.png", "")]
    keys = ["read.missing", "read.not_picture", "read.empty", "read.folder"]
    for lang in LANGUAGES:
        read = lines("--lang", lang, *files, capsys=capsys)
        assert [list(line) for line in read] == [["file", "codes", "error", "ms"]] * 4
        assert [line["error"] for line in read] == [say(key, lang) for key in keys]


def test_without_json_a_line_for_each_code_and_faults_on_stderr(tmp_path: Path, capsys: Out) -> None:
    two = save(tmp_path / "two.png", scene((qr("B" * 16), 700, 100), (qr(CODE), 100, 300)))
    none = save(tmp_path / "none.png", scene(size=(200, 200)))
    gone = tmp_path / "gone.png"
    assert main(["read", "--lang", "en", str(two), str(none), str(gone)]) == 0
    out, err = capsys.readouterr()
    assert out == f"{two}\t{CODE}\n{two}\t{'B' * 16}\n"
    assert err == f"{none}: {say('read.no_code', 'en')}\n{gone}: {say('read.missing', 'en')}\n"


def test_a_code_cannot_forge_a_line_of_the_output(tmp_path: Path, capsys: Out) -> None:
    path = save(tmp_path / "a.png", qr("good\nother.png\tforged\x1b[2J"))
    assert main(["read", str(path)]) == 0
    assert capsys.readouterr().out == f"{path}\tgood\\nother.png\\tforged\\x1b[2J\n"
    assert plain("명찰 \\ \u202e") == "명찰 \\\\ \\u202e"


def test_a_file_name_that_is_no_text_is_read_and_named(tmp_path: Path, capsys: Out) -> None:
    name = os.fsdecode(os.fsencode(tmp_path) + b"/bad\xff\nname.png")
    Path(name).write_bytes(save(tmp_path / "a.png", qr(CODE)).read_bytes())
    (line,) = lines(name, capsys=capsys)
    assert line["file"] == name
    assert main(["read", name]) == 0
    assert capsys.readouterr().out.endswith(f"\\nname.png\t{CODE}\n")


def test_a_transparent_picture_is_read_on_white_paper(tmp_path: Path, capsys: Out) -> None:
    stamp = qr(CODE)
    ink = np.zeros_like(stamp)
    (line,) = lines(str(save(tmp_path / "ink.png", np.dstack([ink, ink, ink, 255 - stamp]))), capsys=capsys)
    assert [one["text"] for one in line["codes"]] == [CODE]  # type: ignore[attr-defined]


@pytest.mark.parametrize("suffix", [".gif", ".webp", ".png"])
def test_of_an_animation_the_first_picture_is_read(tmp_path: Path, capsys: Out, suffix: str) -> None:
    moving = cv2.Animation()
    moving.frames = [np.dstack([coloured(qr(text)), np.full_like(qr(text), 255)]) for text in ("FIRST PICTURE", "OTHER PICTURE")]
    moving.durations = np.array([100, 100])  # type: ignore[assignment]  # OpenCV takes an array alone
    path = tmp_path / f"moving{suffix}"
    assert cv2.imwriteanimation(str(path), moving)
    (line,) = lines(str(path), capsys=capsys)
    assert [one["text"] for one in line["codes"]] == ["FIRST PICTURE"]  # type: ignore[attr-defined]


def test_16_bit_and_1_bit_and_very_wide_pictures_are_read(tmp_path: Path, capsys: Out) -> None:
    deep = save(tmp_path / "deep.png", qr(CODE).astype(np.uint16) * 257)
    flat = tmp_path / "flat.png"
    flat.write_bytes(cv2.imencode(".png", qr(CODE), [cv2.IMWRITE_PNG_BILEVEL, 1])[1].tobytes())
    wide = save(tmp_path / "wide.png", scene((qr(CODE), 15_000, 20), size=(15_360, 300)))
    for line in lines(str(deep), str(flat), str(wide), capsys=capsys):
        assert [one["text"] for one in line["codes"]] == [CODE]  # type: ignore[attr-defined]


@pytest.mark.parametrize("suffix", [".png", ".jpg", ".webp", ".bmp", ".tiff"])
def test_a_truncated_picture_is_read_as_far_as_it_goes_or_told_to_be_damaged(tmp_path: Path, capsys: Out, suffix: str) -> None:
    data = save(tmp_path / f"whole{suffix}", scene((qr(CODE), 60, 20), size=(400, 600))).read_bytes()
    files = []
    for part in (1, 12, 40, 70, 97):
        files.append(str(tmp_path / f"{part}{suffix}"))
        Path(files[-1]).write_bytes(data[: max(3, len(data) * part // 100)])
    for line in lines("--lang", "en", *files, capsys=capsys):
        codes = line["codes"]
        assert isinstance(codes, list)
        assert [one["text"] for one in codes] in ([], [CODE])
        assert line.get("error") in (None, say("read.not_picture", "en"))


def test_a_part_of_a_structured_append_is_no_code_and_is_told_as_what_it_is(tmp_path: Path, capsys: Out) -> None:
    part = parts("HELLO WORLD THIS IS A TEST", 2)[0]
    for lang in LANGUAGES:
        (line,) = lines("--lang", lang, str(save(tmp_path / "part.png", part)), capsys=capsys)
        assert (line["codes"], line["error"]) == ([], say("read.part", lang))
    assert main(["read", "--lang", "en", str(tmp_path / "part.png")]) == 0
    assert capsys.readouterr().err == f"{tmp_path / 'part.png'}: {say('read.part', 'en')}\n"
    (line,) = lines(str(save(tmp_path / "both.png", scene((part, 100, 100), (qr(CODE), 700, 300)))), capsys=capsys)
    assert [one["text"] for one in line["codes"]] == [CODE]  # type: ignore[attr-defined]
    assert "error" not in line


@pytest.mark.parametrize("arguments", [[], ["--no-such-option"], ["--lang", "xx", "a.png"], ["--json"]])
def test_a_command_line_that_is_not_understood_ends_with_2(arguments: list[str], capsys: Out) -> None:
    assert main(["read", *arguments]) == 2
    assert "kiosk read" in capsys.readouterr().err


def test_asking_for_help_ends_with_0(capsys: Out) -> None:
    assert main(["read", "--help"]) == 0
    assert "--json" in capsys.readouterr().out


def test_every_fault_of_a_picture_says_in_both_languages_what_to_do() -> None:
    faults: list[type[picture.PictureError]] = [picture.PictureError, *picture.PictureError.__subclasses__()]
    assert len(faults) == 6
    for fault in faults:
        assert all(len(say(fault.key, lang)) > 8 for lang in LANGUAGES)
