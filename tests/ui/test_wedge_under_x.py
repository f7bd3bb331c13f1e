"""Tests of hand scanners before a real X server: keys struck by xdotool under American, Korean, German and 두벌식 layouts.

xdotool keeps no scanner's times, so these prove which characters arrive, not when.
"""

from __future__ import annotations

import json
import os
import select
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from time import monotonic
from typing import Any

import pytest

from kiosk.model import Kind
from kiosk.places import Places
from kiosk.scanner.keys import US
from tests.kiosk.standing import badge_of, code_of
from tests.ui.gating import enrolled, recorded

NEEDED = ("Xvfb", "xdotool", "setxkbmap", "xkbcomp")
MISSING = [tool for tool in NEEDED if shutil.which(tool) is None]
pytestmark = pytest.mark.skipif(bool(MISSING), reason=f"not installed: {', '.join(MISSING)}")

ROOT = Path(__file__).resolve().parents[2]
SOON_S = 30.0
TRIES, TRY_S = 5, 5.0
CODE = "K7QF2MZR5DAX3VNY"
JAMO = dict(zip("QWERTYUIOPASDFGHJKLZXCVBNM", "ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔㅁㄴㅇㄹㅎㅗㅓㅏㅣㅋㅌㅊㅍㅠㅜㅡ", strict=True))
DOUBLE = dict(zip("QWERTOP", "ㅃㅉㄸㄲㅆㅒㅖ", strict=True))


class Screen:
    """An X server nobody sees, and a keyboard to it."""

    def __init__(self) -> None:
        told, tell = os.pipe()
        command = ["Xvfb", "-displayfd", str(tell), "-screen", "0", "1280x800x24", "-nolisten", "tcp", "-noreset"]
        self.server = subprocess.Popen(command, pass_fds=[tell], stderr=subprocess.DEVNULL)
        os.close(tell)
        with os.fdopen(told) as pipe:
            ready, _, _ = select.select([pipe], [], [], SOON_S)
            self.name = f":{pipe.readline().strip()}" if ready else ""
        assert self.name != ":", "Xvfb did not start"
        self.environment = {**os.environ, "DISPLAY": self.name, "QT_QPA_PLATFORM": "xcb", "LC_ALL": "C.UTF-8", "QT_IM_MODULE": "none"}

    def run(self, *command: str, given: str = "") -> None:
        """One program against this screen."""
        subprocess.run(command, env=self.environment, input=given, text=True, check=True, capture_output=True, timeout=SOON_S)

    def layout(self, name: str) -> None:
        """Set the computer's keyboard."""
        self.run("setxkbmap", name)

    def dubeolsik(self) -> None:
        """Set a keyboard whose letter keys are jamo themselves."""
        keys = []
        for letter, jamo in JAMO.items():
            shifted = DOUBLE.get(letter, jamo)
            keys.append(f"replace key <I{US.where[letter][0] + 8}> {{ [ U{ord(jamo):04X}, U{ord(shifted):04X} ] }};")
        codes = "\n".join(f"<I{number}> = {number};" for number in range(9, 120))
        symbols = "key <I50> { [ Shift_L ] }; key <I36> { [ Return ] }; modifier_map Shift { <I50> };"
        figures = "".join(f"key <I{US.where[figure][0] + 8}> {{ [ {figure} ] }};" for figure in "1234567890")
        bracket = f"key <I{US.where[']'][0] + 8}> {{ [ bracketright ] }};"
        keymap = f"""xkb_keymap {{
            xkb_keycodes "own" {{ minimum = 8; maximum = 255; {codes} }};
            xkb_types "own" {{ include "complete" }};
            xkb_compatibility "own" {{ include "complete" }};
            xkb_symbols "own" {{ {symbols} {figures} {bracket} {" ".join(keys).replace("replace ", "")} }};
        }};"""
        self.run("xkbcomp", "-w", "0", "-", self.name, given=keymap)

    def type(self, text: str) -> None:
        """Have these characters come out, as a scanner set to the computer's own layout does."""
        self.run("xdotool", "type", "--delay", "3", f"{text}\n")

    def strike(self, text: str) -> None:
        """Strike the keys an American scanner strikes for ``text``, then Return, whatever comes out."""
        keys = [f"{'shift+' if shift else ''}{position + 8}" for position, shift in (US.where[character] for character in text)]
        self.run("xdotool", "key", "--delay", "3", *keys, "36")


class Typist:
    """The program under test in its own process."""

    def __init__(self, screen: Screen, *words: str) -> None:
        command = [sys.executable, "-m", "tests.ui.typist", *words]
        self.process = subprocess.Popen(command, env=screen.environment, cwd=ROOT, stdout=subprocess.PIPE)
        assert self.process.stdout is not None
        self._out = self.process.stdout
        self._read = b""
        self.field = ""
        assert self.wait("ready"), "the window never had the keyboard"

    def hears(self, send: Callable[[], None], code: str) -> dict[str, Any]:
        """What it says of ``code``. On a busy computer xdotool itself may stop for longer than a scanner would; then it is sent again."""
        for _ in range(TRIES):
            self.field = ""
            send()
            told = self.wait("heard", TRY_S)
            if told is not None and code in told["heard"]:
                return told
        raise AssertionError(f"{code} was never heard")

    def wait(self, key: str, seconds: float = SOON_S) -> dict[str, Any] | None:
        """The next thing said of that kind, None where nothing is."""
        end = monotonic() + seconds
        while True:
            line, whole, rest = self._read.partition(b"\n")
            if not whole:
                ready, _, _ = select.select([self._out], [], [], max(0.0, end - monotonic()))
                more = os.read(self._out.fileno(), 65_536) if ready else b""
                if not more:
                    return None
                self._read += more
                continue
            self._read = rest
            told: dict[str, Any] = json.loads(line)
            self.field = told.get("field", self.field)
            if key in told:
                return told

    def end(self) -> None:
        """Close it."""
        self.process.terminate()
        self.process.wait(SOON_S)
        self._out.close()


@pytest.fixture(scope="module")
def screen() -> Iterator[Screen]:
    """One X server for all."""
    made = Screen()
    yield made
    made.server.terminate()
    made.server.wait(SOON_S)


@pytest.fixture(scope="module")
def typist(screen: Screen) -> Iterator[Typist]:
    """One program for all."""
    screen.layout("us")
    made = Typist(screen)
    yield made
    made.end()


@pytest.mark.parametrize("layout", ["us", "kr", "de", "fr"])
def test_what_an_american_scanner_strikes_is_understood_under_every_layout(screen: Screen, typist: Typist, layout: str) -> None:
    screen.layout(layout)
    told = typist.hears(lambda: screen.strike("]Q1" + CODE), CODE)
    assert (told["heard"][0], told["aim"], told["places"]) == (CODE, "]Q1", True)
    assert typist.field == ""


@pytest.mark.parametrize("layout", ["us", "kr", "de"])
def test_what_comes_out_as_the_code_is_understood_under_every_layout(screen: Screen, typist: Typist, layout: str) -> None:
    screen.layout(layout)
    typist.hears(lambda: screen.type(CODE), CODE)
    assert typist.field == ""


def test_what_a_person_types_arrives(screen: Screen, typist: Typist) -> None:
    screen.layout("us")
    screen.run("xdotool", "type", "--delay", "130", "Kim 7")
    while not typist.field.endswith("Kim 7"):
        assert typist.wait("field"), typist.field


@pytest.mark.parametrize("blind", [False, True])
def test_jamo_of_a_korean_layout_are_the_keys_that_made_them(screen: Screen, blind: bool) -> None:
    screen.layout("us")
    typist = Typist(screen, *(["blind"] if blind else []))
    try:
        screen.dubeolsik()
        told = typist.hears(lambda: screen.strike("]Q1" + CODE), CODE)
        assert (told["heard"][0], told["hangul"], told["places"]) == (CODE, True, not blind)
        assert told["way"] == ("typed" if blind else "keys")
        assert typist.field == ""
    finally:
        typist.end()


def test_a_gate_records_what_a_scanner_types_at_it(screen: Screen, places: Places, tmp_path: Path) -> None:
    screen.layout("de")
    enrolled(places, badge_of(1))
    (tmp_path / "pictures").mkdir()
    command = [sys.executable, "-m", "kiosk", "gate", "--data", str(places.root), "--camera", str(tmp_path / "pictures"), "--lang", "en"]
    gate = subprocess.Popen(command, env=screen.environment, cwd=ROOT, stderr=subprocess.DEVNULL)
    try:
        end = monotonic() + SOON_S
        scans: list[str] = []
        # until the gate has the keyboard keys go nowhere, and of the burst during which it gets it only the rest arrives
        while "wedge B1" not in scans and monotonic() < end:
            screen.strike(code_of(1))
            scans = [f"{record.source} {record.badge}" for record in recorded(places) if record.kind is Kind.SCAN]
        assert "wedge B1" in scans
    finally:
        gate.terminate()
        gate.wait(SOON_S)
