"""Tests of ui.tongue and assets/lang: the language switches at run time, and no text is left untranslated."""

from __future__ import annotations

import ast
import re
import shutil
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication

import assets
import ui
from assets.lang import make
from ui.tongue import PREPARED, Tongue, offered

LANG = Path(assets.__file__).parent / "lang"


def texts(ts: Path) -> dict[tuple[str, str, str], tuple[str, str | None]]:
    """(context, source, comment) -> (translation, its mark)."""
    found: dict[tuple[str, str, str], tuple[str, str | None]] = {}
    for context in ET.parse(ts).getroot().iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            assert translation is not None
            key = (context.findtext("name", ""), message.findtext("source", ""), message.findtext("comment", ""))
            found[key] = (translation.text or "", translation.get("type"))
    return found


def test_no_korean_text_is_unfinished_or_empty() -> None:
    left = [key for key, (translation, mark) in texts(LANG / "kiosk_ko.ts").items() if mark or not translation]
    assert not left


def test_every_translation_keeps_the_values_of_its_source() -> None:
    for (context, source, _), (translation, _) in texts(LANG / "kiosk_ko.ts").items():
        if translation == "{month}월 {day}일 {time}" or source.startswith("Jan "):
            continue
        assert sorted(re.findall(r"{\w+}", source)) == sorted(re.findall(r"{\w+}", translation)), (context, source)


def test_every_text_in_the_code_is_in_the_ts_file(tmp_path: Path) -> None:
    fresh = tmp_path / "kiosk_ko.ts"
    shutil.copy(LANG / "kiosk_ko.ts", fresh)
    make.gather(fresh)
    assert texts(fresh) == texts(LANG / "kiosk_ko.ts"), "run assets/lang/make.py and translate what is new"


def test_no_text_is_hidden_from_the_gatherer() -> None:
    """It does not look into f-strings."""
    known = {source for _, source, _ in texts(LANG / "kiosk_ko.ts")}
    said = [
        (path.name, arguments[0].value)
        for path in sorted(Path(ui.__file__).parent.rglob("*.py"))
        for call in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr in ("tr", "translate")
        for arguments in [[one for one in call.args[call.func.attr == "translate" :] if isinstance(one, ast.Constant)]]
        if arguments and isinstance(arguments[0].value, str)
    ]
    assert len(said) > 300
    assert not [text for text in said if text[1] not in known]


def test_the_compiled_file_is_up_to_date_with_the_ts_file(tmp_path: Path) -> None:
    make.compile_to(LANG / "kiosk_ko.ts", tmp_path / "fresh.qm")
    assert (tmp_path / "fresh.qm").read_bytes() == (LANG / "kiosk_ko.qm").read_bytes(), "run assets/lang/make.py"


@pytest.mark.parametrize(("lang", "word"), [("ko", "직원 메뉴"), ("en", "Staff menu"), ("ja", "Staff menu")])
def test_a_language_is_spoken_at_once(lang: str, word: str, tongue: Tongue) -> None:
    tongue.speak(lang)
    assert QCoreApplication.translate("Head", "Staff menu") == word


def test_switching_back_and_forth_leaves_nothing_behind(tongue: Tongue) -> None:
    for lang in ("ko", "en", "ko", "ko", "en"):
        tongue.speak(lang)
    assert QCoreApplication.translate("Head", "Staff menu") == "Staff menu"
    assert tongue.lang == "en"


def test_qts_own_texts_are_korean_too(tongue: Tongue) -> None:
    tongue.speak("ko")
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "취소"


def test_a_language_prepared_for_visitors_is_offered_once_it_is_whole(tmp_path: Path) -> None:
    assert offered(tmp_path) == ("ko", "en")
    (tmp_path / "kiosk_zh.qm").write_bytes(b"")
    assert offered(tmp_path) == ("ko", "en", "zh")


@pytest.mark.parametrize("lang", PREPARED)
def test_what_is_prepared_is_what_visitors_read_now(lang: str, tmp_path: Path) -> None:
    fresh = tmp_path / f"kiosk_{lang}.ts"
    shutil.copy(LANG / fresh.name, fresh)
    make.gather(fresh, make.VISITORS, make.PREPARED[lang])
    assert texts(fresh) == texts(LANG / fresh.name), "run assets/lang/make.py"
    assert ("Pages", "Is this you?", "") in texts(fresh)
