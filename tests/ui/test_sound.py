"""Tests of ui.sound and assets/sounds: every verdict has a sound of its own, and a station without a loudspeaker goes on."""

from __future__ import annotations

import os
import subprocess
import sys
import wave
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

import assets
from assets.sounds import make
from ui.sound import Cue, Sounds, SoundState

FOLDER = Path(assets.__file__).parent / "sounds"


def samples(path: Path) -> tuple[np.ndarray, int]:
    with wave.open(str(path)) as file:
        assert (file.getnchannels(), file.getsampwidth()) == (1, 2)
        return np.frombuffer(file.readframes(file.getnframes()), "<i2").astype(float), file.getframerate()


def strokes(path: Path) -> int:
    """How many separate strokes one hears: rises of the loudness to above a fifth of its peak, and at least by half."""
    sound, rate = samples(path)
    step = rate // 100
    loud = np.sqrt(np.mean(sound[: len(sound) // step * step].reshape(-1, step) ** 2, axis=1))
    rises = [index for index in range(len(loud)) if loud[index] > loud.max() / 5 and (index == 0 or loud[index] > 1.5 * loud[index - 1])]
    return sum(1 for number, index in enumerate(rises) if number == 0 or index - rises[number - 1] > 2)


@pytest.mark.parametrize("cue", list(Cue))
def test_every_cue_has_a_small_sound_that_is_not_clipped(cue: Cue) -> None:
    path = FOLDER / f"{cue}.wav"
    sound, _ = samples(path)
    assert path.stat().st_size < 60_000
    assert 0.1 * 32_767 < np.abs(sound).max() < 0.95 * 32_767
    assert abs(sound[-1]) < 0.02 * 32_767, "ends without a click"


@pytest.mark.parametrize(
    ("cue", "number"), [(Cue.ADMIT, 2), (Cue.AGAIN, 3), (Cue.EXIT, 2), (Cue.ATTENTION, 2), (Cue.REFUSE, 1), (Cue.REPEAT, 1), (Cue.FAULT, 3)]
)
def test_a_sound_is_known_by_its_rhythm(cue: Cue, number: int) -> None:
    assert strokes(FOLDER / f"{cue}.wav") == number


def test_the_files_are_what_the_script_makes(tmp_path: Path) -> None:
    for name, (sound, peak) in make.voices().items():
        make.write(tmp_path / f"{name}.wav", sound, peak)
        assert (tmp_path / f"{name}.wav").read_bytes() == (FOLDER / f"{name}.wav").read_bytes(), name
    assert {path.stem for path in FOLDER.glob("*.wav")} == {str(cue) for cue in Cue}


@pytest.mark.qt_log_ignore("pipewire", r"va[-( ]", "libva", "Qt multimedia with FFmpeg", "PulseAudio", "ALSA", extend=True)
def test_without_a_loudspeaker_the_state_says_so_and_playing_does_nothing(qtbot: QtBot) -> None:
    sounds = Sounds()
    sounds.load()
    qtbot.waitUntil(lambda: sounds.state is not SoundState.SILENT)
    for cue in Cue:
        sounds.play(cue)
    sounds.mute(True)
    sounds.play(Cue.ADMIT)
    sounds.close()


def test_before_loading_and_after_closing_a_cue_is_simply_not_heard() -> None:
    sounds = Sounds()
    sounds.play(Cue.REFUSE)
    sounds.close()
    sounds.play(Cue.REFUSE)
    assert sounds.state is SoundState.SILENT


def test_no_message_calls_python_while_the_multimedia_library_loads_and_every_later_one_does() -> None:
    """Under the dynamic linker's lock a call might wait for a thread that waits for the linker. A process of its own: it loads once."""
    script = """
from PySide6.QtCore import qInstallMessageHandler, qWarning
from PySide6.QtWidgets import QApplication
from ui.sound import Sounds
told = []
app = QApplication(["kiosk"])
qInstallMessageHandler(lambda kind, context, text: told.append(text))
sounds = Sounds()
sounds.load()
while_loading = list(told)
qWarning("later")
print(sounds.state.value in ("ready", "failed", "silent"), while_loading, told)
"""
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, timeout=60, env=os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    )
    assert done.stdout.split("\n")[0] == "True [] ['later']", done
