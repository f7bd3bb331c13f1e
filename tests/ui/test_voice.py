"""Tests of ui.voice and ui.spoken: every page and control is said, masked, to the right ear, as loud and fast as was wished."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.look import Look
from ui.prompting import fixed, texts
from ui.showcase import Samples
from ui.showcase_self import Stage
from ui.spoken import Guide
from ui.voice import Loudspeaker, Voice, prompts, pronounced


class Ear:
    """Stands in for the loudspeaker: what was played, how loud and fast."""

    def __init__(self) -> None:
        self.heard: list[str] = []
        self.how = (0.0, 0.0)
        self.stopped = 0

    def play(self, files: Sequence[Path], volume: float, speed: float) -> None:
        said = {file: text for (_, text), file in prompts().items()}
        self.heard = [said[file] for file in files]
        self.how = (volume, speed)

    def stop(self) -> None:
        self.heard = []
        self.stopped += 1


@pytest.fixture
def ear() -> Ear:
    return Ear()


@pytest.fixture
def stage(qtbot: QtBot, fonts: None, samples: Samples, picture: QImage) -> Iterator[Stage]:
    made = Stage(samples.programme, Look(reduce_motion=True), "en", (1080, 1920), picture)
    qtbot.addWidget(made.screen)
    made.screen.show()
    made.screen.activateWindow()
    qtbot.waitExposed(made.screen)
    yield made
    made.screen.close()


def test_every_fixed_text_of_every_page_has_a_prompt_marked_to_be_recorded(qapp: QApplication) -> None:
    missing = texts() - prompts().keys()
    assert not missing, "run assets/voice/make.py"
    for file in prompts().values():
        assert file.read_bytes()[:4] == b"OggS"


def test_what_is_the_same_for_everybody_is_told_from_what_is_not() -> None:
    assert all(map(fixed, ("Take your badge", "7", "2. Hold the QR up")))
    assert not any(map(fixed, ("홍*동", "Pick it up at the desk: 12", "010-****-5678", "", "Starts over in 25 s")))


def test_pages_are_said_when_they_change_while_somebody_is_there(stage: Stage, ear: Ear) -> None:
    Guide(stage.screen, ear, stage.screen)
    stage.screen.retranslate()
    assert ear.heard == []  # nobody is there
    stage.screen.do("start_en")
    assert ear.heard[0] == "Show your QR code"
    ear.heard = []
    stage.screen.do("contrast")
    assert ear.heard == []  # the same page in other colours
    stage.screen.do("help")
    assert ear.heard[0] == "How it works"
    assert len(ear.heard) == 5
    stage.screen.do("hear")
    assert ear.heard[0] == "How it works"
    stage.screen.do("close")
    assert ear.heard[0] == "Show your QR code"
    stage.wait(50)
    assert ear.heard[0] == "Are you still there?"
    stage.wait(20)
    assert ear.heard == []
    stage.screen.hear_wished.emit()
    assert ear.heard == []  # the visit is forgotten


def test_what_keys_lead_to_is_said(stage: Stage, ear: Ear) -> None:
    Guide(stage.screen, ear, stage.screen)
    stage.screen.do("start_en")
    QTest.keyClick(stage.screen, Qt.Key.Key_Down)
    assert ear.heard == ["No QR? Find me by phone number"]


def test_loudness_and_speed_are_the_visitors(stage: Stage, ear: Ear) -> None:
    Guide(stage.screen, ear, stage.screen)
    stage.screen.do("help")
    assert ear.how == (1.0, 1.0)
    stage.screen.do("speed")
    stage.screen.do("hear")
    assert ear.how == (1.0, 1.4)
    stage.screen.do("volume")
    stage.screen.do("hear")
    assert 0 < ear.how[0] < 1
    stage.screen.do("volume")
    stage.screen.do("hear")
    assert ear.heard == []
    stage.screen.restart()
    stage.screen.do("start_en")
    assert ear.how == (1.0, 1.0)  # for the next visitor as it was


def test_a_name_is_never_handed_over_unmasked_and_the_rest_only_to_an_earphone(stage: Stage, ear: Ear) -> None:
    stage.offer()
    page = stage.screen.page
    assert "홍*동" in page.spoken
    assert not any("010" in text or "가온" in text for text in page.spoken)
    assert any("5678" in text for text in page.private)
    for in_ear, heard in ((False, ["Help"]), (True, ["Help", "Back"])):
        Voice(ear, stage.screen, in_ear=lambda in_ear=in_ear: in_ear).say("en", ["Help"], ["Back"])  # type: ignore[misc]
        assert ear.heard == heard
    assert pronounced("홍*동") == "홍… 동."


def test_a_voice_of_the_system_speaks_the_languages_it_has(qtbot: QtBot, ear: Ear) -> None:
    voice = Voice(ear, engine="mock")
    voice.load()
    voice.say("en", ["Take your badge", "Maxi*** F***"])
    assert ear.heard == []
    assert voice._speech is not None
    assert voice._speech.state() is voice._speech.State.Speaking
    voice.say("ko", ["명찰을 가져가세요"])
    assert ear.heard == ["명찰을 가져가세요"]
    assert voice._speech.state() is not voice._speech.State.Speaking
    voice.deleteLater()


def test_without_a_device_there_is_silence_and_no_fault(qapp: QApplication) -> None:
    speaker = Loudspeaker()
    speaker.play(list(prompts().values())[:2], 1.0, 1.0)
    speaker.stop()
    speaker.deleteLater()
