"""Tests of kiosk.scanner.serial_port over a pseudo-terminal: read by the real pyserial, lost, and opened again."""

from __future__ import annotations

import errno
import os
import pty
import tty
from collections.abc import Iterator
from pathlib import Path
from threading import Condition

import pytest

from kiosk.catalogue import table
from kiosk.scanner.lines import Line
from kiosk.scanner.serial_port import STATES, Port, SerialScanner, device_of, open_port, ports

SOON_S = 60.0


class Bench:
    """A scanner's end of a cable, what was heard at the other, and a name for it that stays."""

    def __init__(self, folder: Path) -> None:
        self.name = folder / "scanner"
        self.lines: list[Line] = []
        self.states: list[str] = []
        self._news = Condition()
        self._end = -1
        self.scanner = SerialScanner(str(self.name), self.heard, self.told, back_off=(0.02,))

    def plug_in(self) -> None:
        self._end, other = pty.openpty()
        tty.setraw(other)
        self.name.symlink_to(os.ttyname(other))
        os.close(other)

    def unplug(self) -> None:
        self.name.unlink()
        os.close(self._end)
        self._end = -1

    def send(self, data: bytes) -> None:
        os.write(self._end, data)

    def heard(self, line: Line) -> None:
        with self._news:
            self.lines.append(line)
            self._news.notify_all()

    def told(self, state: str) -> None:
        with self._news:
            self.states.append(state)
            self._news.notify_all()

    def wait_for_lines(self, *texts: str) -> None:
        with self._news:
            assert self._news.wait_for(lambda: [line.text for line in self.lines] == list(texts), SOON_S), self.lines

    def wait_for_state(self, state: str) -> None:
        with self._news:
            assert self._news.wait_for(lambda: self.states[-1:] == [state], SOON_S), self.states


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    made = Bench(tmp_path)
    yield made
    made.scanner.stop()
    if made.name.is_symlink():
        made.unplug()


def test_codes_are_read_whatever_ends_them(bench: Bench) -> None:
    bench.plug_in()
    bench.scanner.start()
    bench.wait_for_state("scanner.ok")
    bench.send(b"]Q1ONE\r\n")
    bench.wait_for_lines("]Q1ONE")
    bench.send(b"TWO")
    bench.wait_for_lines("]Q1ONE", "TWO")
    assert [line.ending for line in bench.lines] == ["\r\n", ""]


def test_a_scanner_unplugged_and_plugged_in_again_is_read_on_and_half_a_code_is_forgotten(bench: Bench) -> None:
    bench.scanner.start()
    bench.wait_for_state("scanner.missing")
    bench.plug_in()
    bench.wait_for_state("scanner.ok")
    bench.send(b"HALF")
    bench.unplug()
    bench.wait_for_state("scanner.missing")
    assert "scanner.lost" in bench.states
    bench.plug_in()
    bench.wait_for_state("scanner.ok")
    bench.send(b"WHOLE\r")
    bench.wait_for_lines(*(["HALF"] if bench.lines[:1] == [Line("HALF", "")] else []), "WHOLE")


def test_why_a_port_cannot_be_opened_is_told(bench: Bench) -> None:
    for number, state in ((errno.EACCES, "scanner.denied"), (errno.EBUSY, "scanner.busy"), (errno.ENOENT, "scanner.missing")):
        told: list[str] = []

        def refuse(name: str, number: int = number) -> None:
            raise OSError(number, name)

        scanner = SerialScanner("COM9", bench.heard, told.append, open_it=refuse, back_off=(5.0,))  # type: ignore[arg-type]
        scanner.start()
        scanner.stop()
        assert told == [state, "scanner.off"]


def test_every_state_has_a_sentence() -> None:
    assert table().keys() >= set(STATES)


def test_a_port_is_found_by_device_by_lasting_name_and_by_what_it_is_called() -> None:
    known = [Port("/dev/ttyS0", "ttyS0", "/dev/ttyS0"), Port("/dev/ttyACM1", "Honeywell Voyager", "/dev/serial/by-id/usb-Honeywell")]
    for name in ("/dev/ttyACM1", "/dev/serial/by-id/usb-Honeywell", "honeywell"):
        assert device_of(name, known) == "/dev/ttyACM1"
    assert device_of("COM7", known) == "COM7"


def test_the_ports_of_this_computer_can_be_listed() -> None:
    assert all(port.device and port.title and port.lasting for port in ports())


def test_a_port_that_is_not_there_is_an_os_error(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="gone"):
        open_port(str(tmp_path / "gone"))
