"""Synthesises the station's eight sounds into WAV files beside it: one voice, a soft wooden bar (a marimba's partials, quickly damped).

    python assets/sounds/make.py

Deterministic; mono, 16 bit, 44.1 kHz (the long low one at half of that: it holds nothing higher). Each sound is told apart by
rhythm alone, without pitch.
"""

from __future__ import annotations

import wave
from pathlib import Path

import numpy as np
import numpy.typing as npt

RATE = 44_100
HERE = Path(__file__).resolve().parent
Wave = npt.NDArray[np.float64]

A3, E4, A4, D5, E5, A5, D6 = 220.0, 329.6, 440.0, 587.3, 659.3, 880.0, 1174.7


def bar(pitch: float, seconds: float, *, damp: float = 9.0) -> Wave:
    """One stroke on a wooden bar: fundamental, and the partials at 3.93 and 9.2 times it that a marimba bar is tuned and left to have."""
    t = np.arange(int(RATE * seconds)) / RATE
    tone = np.zeros_like(t)
    for ratio, level, faster in ((1.0, 1.0, 1.0), (3.93, 0.28, 2.6), (9.2, 0.07, 5.0)):
        if pitch * ratio < RATE / 2.5:
            tone += level * np.sin(2 * np.pi * pitch * ratio * t) * np.exp(-damp * faster * t)
    attack = np.minimum(1.0, t / 0.003)
    release = np.minimum(1.0, (seconds - t) / 0.02)
    return tone * attack * release


def score(*strokes: tuple[float, Wave, float], length: float) -> Wave:
    """Strokes laid over each other: when (s), what, how loud."""
    out = np.zeros(int(RATE * length))
    for when, stroke, level in strokes:
        start = int(RATE * when)
        stop = min(len(out), start + len(stroke))
        out[start:stop] += level * stroke[: stop - start]
    tail = int(RATE * 0.01)
    out[-tail:] *= np.linspace(1.0, 0.0, tail)
    return out


def voices() -> dict[str, tuple[Wave, float]]:
    """Every sound and its loudest peak (full scale is 1)."""
    return {
        "admit": (score((0.0, bar(A4 * 2, 0.3), 0.8), (0.09, bar(E5 * 2, 0.38), 1.0), length=0.47), 0.8),
        "again": (
            score((0.0, bar(A5, 0.2, damp=32), 0.75), (0.085, bar(A5, 0.25, damp=26), 0.8), (0.175, bar(E5 * 2, 0.38), 1.0), length=0.55),
            0.8,
        ),
        "exit": (score((0.0, bar(E5, 0.3), 1.0), (0.13, bar(A4, 0.42), 0.9), length=0.55), 0.5),
        "attention": (score((0.0, bar(D5, 0.3, damp=12), 1.0), (0.26, bar(D5, 0.36, damp=12), 1.0), length=0.62), 0.85),
        "refuse": (score((0.0, bar(A3, 0.26, damp=18), 1.0), (0.0, bar(A3 * 1.5, 0.2, damp=26), 0.35), length=0.27), 0.9),
        "bell": (
            score(
                (0.0, bar(E5 * 2, 0.5, damp=7), 1.0), (0.22, bar(D6, 0.6, damp=6), 0.9), (0.7, bar(E5 * 2, 0.5, damp=7), 0.9), length=1.25
            ),
            0.8,
        ),
        "repeat": (score((0.0, bar(D6, 0.08, damp=60), 1.0), length=0.09), 0.18),
        "fault": (
            score((0.0, bar(A3, 0.4, damp=8), 1.0), (0.43, bar(A3, 0.4, damp=8), 1.0), (0.86, bar(A3, 0.44, damp=8), 1.0), length=1.3),
            0.9,
        ),
    }


def write(path: Path, sound: Wave, peak: float) -> None:
    """Write ``sound`` with its loudest sample at ``peak``."""
    rate = RATE if len(sound) < RATE else RATE // 2
    sound = sound[:: RATE // rate]
    samples = np.round(sound / np.abs(sound).max() * peak * 32_767).astype("<i2")
    with wave.open(str(path), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(rate)
        out.writeframes(samples.tobytes())


if __name__ == "__main__":
    for name, (sound, peak) in voices().items():
        write(HERE / f"{name}.wav", sound, peak)
