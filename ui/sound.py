"""The station's voice: one short sound a verdict, where a sound device is; knows no screens, never raises for want of a device."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLoggingCategory, QObject, QtMsgType, QUrl, Signal, qInstallMessageHandler

import assets
from kiosk.model import Answer, Outcome, Reason

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QSoundEffect

_log = logging.getLogger(__name__)

VOLUME = 0.9


class Cue(StrEnum):
    """What can be heard; each also known by its rhythm alone. The value is the file's name."""

    ADMIT = "admit"
    AGAIN = "again"
    EXIT = "exit"
    ATTENTION = "attention"
    REFUSE = "refuse"
    REPEAT = "repeat"
    FAULT = "fault"
    BELL = "bell"  # somebody calls staff


class SoundState(StrEnum):
    """Whether anything can be heard."""

    SILENT = "silent"  # not loaded yet
    READY = "ready"
    FAILED = "failed"  # no device, or it went away


def cue_of(answer: Answer) -> Cue:
    """What a verdict sounds like."""
    match answer.verdict.outcome:
        case Outcome.ATTENTION:
            return Cue.ATTENTION
        case Outcome.REFUSE:
            return Cue.REFUSE
        case Outcome.REPEAT:
            return Cue.REPEAT
        case Outcome.ADMIT:
            return {Reason.ADMITTED_AGAIN: Cue.AGAIN, Reason.EXIT_RECORDED: Cue.EXIT}.get(answer.verdict.reason, Cue.ADMIT)


class Sounds(QObject):
    """Plays cues. ``load`` after the first paint: the multimedia library takes its time."""

    changed = Signal(object)  # SoundState

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.state = SoundState.SILENT
        self.muted, self._share = False, 1.0
        self._effects: dict[Cue, QSoundEffect] = {}

    def load(self) -> None:
        """Get ready to play; ends ``READY`` or ``FAILED``, by ``changed``."""
        with no_python_for_messages():
            try:
                from PySide6.QtMultimedia import QMediaDevices, QSoundEffect
            except ImportError as error:
                _log.info("no multimedia library: %s", error)
                self._become(SoundState.FAILED)
                return
            silent = QMediaDevices.defaultAudioOutput().isNull()
        if silent:
            self._become(SoundState.FAILED)
            return
        folder = Path(assets.__file__).parent / "sounds"
        for cue in Cue:
            effect = QSoundEffect(self)
            effect.setVolume(VOLUME * self._share)
            effect.statusChanged.connect(self._judge)
            effect.setSource(QUrl.fromLocalFile(str(folder / f"{cue}.wav")))
            self._effects[cue] = effect
        self._judge()

    def play(self, cue: Cue) -> None:
        """Sound ``cue`` now, unless muted; the one before is cut short."""
        effect = self._effects.get(cue)
        if self.muted or effect is None or self.state is SoundState.FAILED:
            return
        for other in self._effects.values():
            if other.isPlaying():
                other.stop()
        effect.play()

    def mute(self, muted: bool) -> None:
        """Be quiet, or speak again."""
        self.muted = muted
        if muted:
            for effect in self._effects.values():
                effect.stop()

    def set_volume(self, share: float) -> None:
        """From now on as loud as this share of the loudest; 0 is silence."""
        self._share = share
        for effect in self._effects.values():
            effect.setVolume(VOLUME * share)

    def close(self) -> None:
        """Let go of the device."""
        for effect in self._effects.values():
            effect.stop()
            effect.deleteLater()
        self._effects.clear()

    def _judge(self) -> None:
        from PySide6.QtMultimedia import QSoundEffect

        found = {effect.status() for effect in self._effects.values()}
        if QSoundEffect.Status.Error in found:
            self._become(SoundState.FAILED)
        elif found == {QSoundEffect.Status.Ready}:
            self._become(SoundState.READY)

    def _become(self, state: SoundState) -> None:
        if state is not self.state:
            self.state = state
            self.changed.emit(state)


@contextmanager
def no_python_for_messages() -> Iterator[None]:
    """Keep Qt's messages out of Python while it loads libraries that speak in their constructors, under the dynamic linker's lock.

    The FFmpeg plugin's stubs do. A handler in Python would wait there for the interpreter's lock, while another thread that imports an
    extension module holds that one and waits for the linker's: both for ever, the gate frozen at its start."""
    others = QLoggingCategory.defaultCategory()
    QLoggingCategory.setFilterRules("qt.multimedia.*=false")  # Qt itself would write them to the terminal
    others.setEnabled(QtMsgType.QtWarningMsg, False)
    before = qInstallMessageHandler(None)
    try:
        yield
    finally:
        qInstallMessageHandler(before)
        others.setEnabled(QtMsgType.QtWarningMsg, True)
