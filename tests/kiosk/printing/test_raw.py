"""Tests of kiosk.printing.raw: a job goes once, and only to a printer that can print; every trouble is known by its name."""

from __future__ import annotations

import socket
import threading

import numpy as np
import pytest

from kiosk.catalogue import LANGUAGES, say
from kiosk.errors import PrinterTrouble
from kiosk.printing import brother, zpl
from kiosk.printing.raw import print_blind, print_zpl
from tests.kiosk.printing.fakes import FakeBrother, FakeZebra, brother_dots, never, zpl_dots

HOST = "127.0.0.1"
DOTS = np.random.default_rng(7).random((40, 100)) < 0.3
LABEL = zpl.job(DOTS)


def refused(act: object, *arguments: object) -> PrinterTrouble:
    assert callable(act)
    with pytest.raises(PrinterTrouble) as caught:
        act(*arguments)
    for lang in LANGUAGES:
        assert say(caught.value.key, lang, **caught.value.values)
    return caught.value


@pytest.mark.parametrize("hex_digits", [False, True], ids=["Z64", "hex"])
def test_a_zebra_gets_every_dot(hex_digits: bool) -> None:
    with FakeZebra(busy=2) as printer:
        print_zpl(HOST, printer.port, zpl.job(DOTS, hex_digits=hex_digits), never)
    (label,) = printer.labels
    assert (zpl_dots(label) == DOTS).all()


def test_a_brother_gets_every_dot_the_right_way_round() -> None:
    dots = np.random.default_rng(8).random((30, brother.PRINTED_DOTS)) < 0.3
    with FakeBrother() as printer:
        print_blind(HOST, printer.port, brother.job(dots, 90), never)
    (job,) = printer.jobs
    assert (brother_dots(job) == dots).all()


def test_a_bitmap_of_another_width_is_no_job_for_a_brother() -> None:
    with pytest.raises(ValueError, match="696"):
        brother.job(DOTS, 90)


TROUBLES = {"paper_out": "printer.paper_out", "paused": "printer.paused", "head_open": "printer.head_open", "hot": "printer.hot",
            "ribbon_out": "printer.ribbon_out"}  # fmt: skip


@pytest.mark.parametrize("flag", TROUBLES)
def test_a_zebra_that_cannot_print_is_sent_nothing(flag: str) -> None:
    with FakeZebra() as printer:
        printer.state[flag] = 1
        trouble = refused(print_zpl, HOST, printer.port, LABEL, never)
    assert (trouble.key, trouble.sent) == (TROUBLES[flag], False)
    assert printer.labels == []


def test_paper_that_runs_out_during_a_label_is_known_as_sent() -> None:
    with FakeZebra(after={"paper_out": 1, "paused": 1}) as printer:
        trouble = refused(print_zpl, HOST, printer.port, LABEL, never)
    assert (trouble.key, trouble.sent) == ("printer.paper_out", True)
    assert len(printer.labels) == 1


def test_a_printer_that_hangs_up_at_a_label_is_known_as_sent() -> None:
    with FakeZebra(breaks=True) as printer:
        trouble = refused(print_zpl, HOST, printer.port, LABEL, never)
    assert (trouble.key, trouble.sent) == ("printer.cut_off", True)
    assert printer.connections == 1


def test_a_printer_that_says_nothing_is_given_up() -> None:
    with FakeZebra(mute=True) as printer:
        trouble = refused(print_zpl, HOST, printer.port, LABEL, never, 0.4)
        assert (trouble.key, trouble.sent) == ("printer.no_answer", False)
    assert printer.labels == []
    with FakeBrother(closes=False) as silent:
        trouble = refused(print_blind, HOST, silent.port, b"job", never, 0.4)
        assert (trouble.key, trouble.sent) == ("printer.no_answer", True)
    with FakeZebra(busy=10**6) as stuck:
        trouble = refused(print_zpl, HOST, stuck.port, LABEL, never, 0.8)
        assert (trouble.key, trouble.sent) == ("printer.no_answer", True)
    assert len(stuck.labels) == 1


def test_a_printer_that_is_away_is_offline() -> None:
    with socket.create_server((HOST, 0)) as free:
        port = free.getsockname()[1]
    for act in (print_zpl, print_blind):
        trouble = refused(act, HOST, port, b"", never)
        assert (trouble.key, trouble.sent) == ("printer.offline", False)


def test_whoever_waits_for_a_printer_can_be_told_to_end() -> None:
    ending = threading.Event()
    with FakeBrother(closes=False) as silent:
        threading.Timer(0.1, ending.set).start()
        assert refused(print_blind, HOST, silent.port, b"job", ending.is_set).key == "printer.stopped"


@pytest.mark.parametrize("answer", [b"", b"\x02030,0,0,0799,000,0,0,0,000,0,0,0\x03\r\n", b"hello", b"\x02a,b\x03\x02c\x03\x02d\x03"])
def test_half_an_answer_or_another_is_no_status(answer: bytes) -> None:
    assert zpl.status(answer) is None
