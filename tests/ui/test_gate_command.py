"""Tests of ui.gate: a gate that cannot open says why in the language asked for, ends 1 and leaves everything as it was."""

from __future__ import annotations

import json
import signal
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kiosk.catalogue import LANGUAGES, say
from kiosk.clock import SystemClock
from kiosk.errors import NoProgramme, NotEnrolled
from kiosk.instance import Hold
from kiosk.journal import Journal
from kiosk.places import Places
from tests.ui.gating import LIBRARIES, at_work, crowd, enrolled
from ui import gate
from ui.app import Gate
from ui.screens.notice import NoticeScreen
from ui.tongue import Tongue

pytestmark = pytest.mark.qt_log_ignore(*LIBRARIES, extend=True)


def contents(folder: Path) -> set[bytes]:
    return {path.read_bytes() for path in folder.rglob("*") if path.is_file() and path.stat().st_size and path.name != "lock"}


def refused(places: Places, lang: str, capsys: pytest.CaptureFixture[str]) -> str:
    """What the command says in place of opening the gate."""
    before = contents(places.root)
    assert gate.main(["--data", str(places.root), "--headless", "--lang", lang, "--camera", "/dev/null"]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert "Traceback" not in err
    assert before <= contents(places.root), "every file is still there, be it under another name"
    return err.strip()


def newer_identity(places: Places) -> None:
    enrolled(places)
    values = json.loads(places.identity.read_text("utf-8"))
    places.identity.write_text(json.dumps(values | {"format": 99}), encoding="utf-8")


def newer_feed(places: Places) -> None:
    enrolled(places)
    connection = sqlite3.connect(places.feed)
    connection.execute("PRAGMA user_version = 99")
    connection.close()


def half_identity(places: Places) -> None:
    enrolled(places)
    whole = places.identity.read_bytes()
    places.identity.write_bytes(whole[: len(whole) // 2])


def no_feed(places: Places) -> None:
    enrolled(places)
    for file in places.root.glob("feed.db*"):
        file.unlink()


def no_readable_feed(places: Places) -> None:
    no_feed(places)
    places.feed.write_bytes(b"not a database at all " * 500)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    ("spoil", "key"),
    [
        (lambda places: None, "error.not_enrolled"),
        (half_identity, "error.identity_broken"),
        (newer_identity, "error.newer_store"),
        (newer_feed, "error.newer_store"),
        (no_feed, "error.no_programme"),
        (no_readable_feed, "error.no_programme"),
    ],
)
def test_why_a_gate_cannot_open_is_one_sentence_that_says_what_to_do(
    spoil: Callable[[Places], None], key: str, lang: str, places: Places, capsys: pytest.CaptureFixture[str]
) -> None:
    spoil(places)
    said = refused(places, lang, capsys)
    begins = say(key, lang, **dict.fromkeys(("detail", "folder", "file", "path", "version", "known"), "\0")).split("\0")[0]
    assert said.startswith(begins[:40])
    assert len(said) > 20
    assert "{" not in said


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_second_instance_on_a_folder_ends_with_a_sentence(lang: str, places: Places, capsys: pytest.CaptureFixture[str]) -> None:
    enrolled(places)
    with Hold(places.lock):
        said = refused(places, lang, capsys)
    assert str(places.root) in said


def test_a_folder_that_is_not_there_is_not_made(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "enrol" in refused(Places(tmp_path / "none"), "en", capsys)
    assert not (tmp_path / "none").exists()


def test_a_journal_of_a_newer_version_is_left_alone_and_admits_nobody(qtbot: QtBot, fonts: None, places: Places) -> None:
    identity = enrolled(places, *crowd())
    Journal(places.journal, identity.event, identity.station, SystemClock()).close()
    connection = sqlite3.connect(places.journal)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    before = places.journal.read_bytes()
    with at_work(qtbot, places, identity, wait=False) as work:
        work.wait_for_word("Paused")
        poster = work.gate.screen.verdict.poster
        assert poster is not None
        assert "newer version" in poster.sentence
        work.easel.show("anything")
        work.until(lambda: work.gate.lane.pace.readings == 1)
        assert work.word == "Paused"
    assert places.journal.read_bytes() == before


@pytest.fixture
def signals() -> Iterator[None]:
    """The handlers of a command are taken back."""
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


def notice() -> NoticeScreen:
    """The notice that is on the screen."""
    shown = [widget for widget in QApplication.allWidgets() if isinstance(widget, NoticeScreen) and widget.isVisible()]
    assert len(shown) == 1
    return shown[0]


@pytest.mark.parametrize(
    ("touch", "again"),
    [
        (lambda shown: shown.again_wished.emit(), True),
        (lambda shown: shown.leave_wished.emit(), False),
        (lambda shown: shown.window().close(), False),
        (lambda shown: signal.raise_signal(signal.SIGTERM), False),
    ],
)
def test_a_gate_that_cannot_open_says_so_in_a_window_until_told_what_next(
    touch: Callable[[NoticeScreen], object], again: bool, qtbot: QtBot, fonts: None, signals: None, tongue: Tongue
) -> None:
    def act() -> None:
        notice().language_wished.emit("ko")
        notice().language_wished.emit("en")
        touch(notice())

    QTimer.singleShot(0, act)
    assert gate._again(NotEnrolled(folder="x"), "en", full_screen=False) is again


def test_a_gate_that_only_lacks_its_server_tries_again_by_itself(
    qtbot: QtBot, fonts: None, signals: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gate, "AGAIN_MS", 10)
    assert gate._again(NoProgramme(), "en", full_screen=False)


@pytest.mark.parametrize("words", [["--camera"], ["--lang", "fr"], ["surplus"]])
def test_a_wrong_command_line_ends_2(words: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        gate.main(words)
    assert ended.value.code == 2


def test_a_gate_nobody_sees_tells_its_faults_in_words(
    qtbot: QtBot, fonts: None, signals: None, places: Places, capsys: pytest.CaptureFixture[str]
) -> None:
    enrolled(places)

    def watch(opened: Gate) -> None:
        opened.bridge.camera_changed.connect(lambda key, _: opened.left.emit() if key == "camera.missing" else None)

    assert gate.main(["--data", str(places.root), "--headless", "--lang", "en", "--camera", "/dev/no-such-camera"], watch) == 0
    assert say("camera.missing", "en") in capsys.readouterr().err
