"""Speaks what a screen says: with a voice of the system where it has one for the language, else with prompts made beforehand of the
fixed words. Knows no screen; is handed nothing that others must not hear but what may go to an earphone alone."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QLocale, QObject, QUrl

import assets
from ui.sound import no_python_for_messages

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QAudioOutput, QMediaPlayer
    from PySide6.QtTextToSpeech import QTextToSpeech

_log = logging.getLogger(__name__)

FOLDER = Path(assets.__file__).parent / "voice"
SPEEDS = (0.8, 1.0, 1.4)
"""How fast, to the usual."""
_MADE_UP = "mock"
"""Qt's engine for tests: it speaks to nobody."""
_EARS = ("headphone", "headset", "earphone", "이어폰", "헤드폰", "헤드셋")


@lru_cache(maxsize=1)
def prompts() -> dict[tuple[str, str], Path]:
    """(language, text) -> the file it is spoken in; made by ``assets/voice/make.py``."""
    listed = json.loads((FOLDER / "prompts.json").read_text(encoding="utf-8"))
    return {(each["lang"], each["text"]): FOLDER / each["file"] for each in listed}


class Speaker(Protocol):
    """Plays files one after the other."""

    def play(self, files: Sequence[Path], volume: float, speed: float) -> None:
        """These now, in place of what was played."""

    def stop(self) -> None:
        """Nothing any more."""


class Loudspeaker(QObject):
    """The device sound goes to; silent where there is none."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._waiting: list[Path] = []
        self._made: tuple[QMediaPlayer, QAudioOutput] | None = None

    def play(self, files: Sequence[Path], volume: float, speed: float) -> None:
        """As ``Speaker.play``."""
        made = self._player()
        if made is None:
            return
        player, output = made
        player.stop()
        output.setVolume(volume)
        player.setPlaybackRate(speed)
        self._waiting = list(files)
        self._next()

    def stop(self) -> None:
        """As ``Speaker.stop``."""
        self._waiting = []
        if self._made is not None:
            self._made[0].stop()

    def _player(self) -> tuple[QMediaPlayer, QAudioOutput] | None:
        if self._made is None:
            with no_python_for_messages():
                try:
                    from PySide6.QtMultimedia import QAudioOutput, QMediaDevices, QMediaPlayer
                except ImportError as error:
                    _log.info("no multimedia library: %s", error)
                    return None
                if QMediaDevices.defaultAudioOutput().isNull():
                    return None
                player, output = QMediaPlayer(self), QAudioOutput(self)
                player.setAudioOutput(output)
            player.mediaStatusChanged.connect(self._status)
            self._made = player, output
        return self._made

    def _status(self, status: QMediaPlayer.MediaStatus) -> None:
        from PySide6.QtMultimedia import QMediaPlayer

        if status in (QMediaPlayer.MediaStatus.EndOfMedia, QMediaPlayer.MediaStatus.InvalidMedia):
            self._next()

    def _next(self) -> None:
        if self._waiting and self._made is not None:
            player = self._made[0]
            player.setSource(QUrl.fromLocalFile(str(self._waiting.pop(0))))
            player.play()


def earphone_in() -> bool:
    """Whether sound goes to one person's ear, as far as the device's name tells."""
    try:
        from PySide6.QtMultimedia import QMediaDevices
    except ImportError:
        return False
    name = QMediaDevices.defaultAudioOutput().description().lower()
    return any(word in name for word in _EARS)


class Voice(QObject):
    """One voice: what is said last is heard. ``load`` once the window stands. ``private`` texts go to an earphone alone."""

    def __init__(
        self, speaker: Speaker, parent: QObject | None = None, *, engine: str = "", in_ear: Callable[[], bool] = earphone_in
    ) -> None:
        """``engine``: Qt's name of the system's voice, "" for the one it prefers; ``in_ear``: whether an earphone is in."""
        super().__init__(parent)
        self._speaker, self._engine, self._in_ear = speaker, engine, in_ear
        self._speech: QTextToSpeech | None = None
        self._volume, self._speed = 1.0, 1.0
        self._last: tuple[str, Sequence[str]] | None = None

    def load(self) -> None:
        """Look for a voice of the system."""
        with no_python_for_messages():
            try:
                from PySide6.QtTextToSpeech import QTextToSpeech
            except ImportError as error:
                _log.info("no speech library: %s", error)
                return
            engine = self._engine or next((each for each in QTextToSpeech.availableEngines() if each != _MADE_UP), "")
            if engine:
                speech = QTextToSpeech(engine, self)
                if speech.state() is not QTextToSpeech.State.Error:
                    self._speech = speech

    def say(self, lang: str, texts: Sequence[str], private: Sequence[str] = ()) -> None:
        """Speak these, in place of what was spoken; ``private`` ones only into an earphone."""
        said = [*texts, *(private if private and self._in_ear() else ())]
        self._last = (lang, said)
        self.stop()
        if self._volume <= 0 or not said:
            return
        speech = self._speech if self._speech is not None and self._speaks(lang) else None
        if speech is not None:
            speech.setVolume(self._volume)
            speech.setRate(self._speed - 1.0)
            speech.say(" ".join(map(pronounced, said)))
        else:
            known = prompts()
            self._speaker.play([known[lang, text] for text in said if (lang, text) in known], self._volume, self._speed)

    def again(self) -> None:
        """What was said last, once more."""
        if self._last is not None:
            self.say(*self._last)

    def set_volume(self, volume: float) -> None:
        """0 for silence, 1 for the loudest; from what is said next on, silence at once."""
        self._volume = volume
        if volume <= 0:
            self.stop()

    def set_speed(self, speed: float) -> None:
        """One of ``SPEEDS``, from what is said next on."""
        self._speed = speed

    def stop(self) -> None:
        """Be quiet."""
        self._speaker.stop()
        if self._speech is not None:
            self._speech.stop()

    def forget(self) -> None:
        """Be quiet, and keep nothing of what was said."""
        self._last = None
        self.stop()

    def _speaks(self, lang: str) -> bool:
        assert self._speech is not None
        wanted = QLocale(lang).language()
        fitting = [locale for locale in self._speech.availableLocales() if locale.language() == wanted]
        if fitting and self._speech.locale().language() != wanted:
            self._speech.setLocale(fitting[0])
        return bool(fitting)


def pronounced(text: str) -> str:
    """A masked text as it can be spoken: what is masked is a pause, not a star, and each text is a sentence."""
    spoken = "".join("… " if letter == "*" else letter for letter in text)
    return spoken if spoken[-1:] in ".?!…" else f"{spoken}."
