from __future__ import annotations

import logging
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk import badge, log
from kiosk.log import Log
from kiosk.places import Places

ours = logging.getLogger("kiosk.test")


@pytest.fixture
def written(places: Places) -> Iterator[Path]:
    opened = Log(places.log)
    yield places.log / "kiosk.log"
    opened.close()


def test_a_line_says_when_how_bad_which_thread_and_who(written: Path) -> None:
    ours.warning("camera lost for %d s", 3)
    assert " WARNING MainThread kiosk.test: camera lost for 3 s\n" in written.read_text("utf-8")


def test_an_uncaught_exception_in_a_thread_is_logged_whole(written: Path, caplog: pytest.LogCaptureFixture) -> None:
    def fail() -> None:
        raise RuntimeError("out of luck")

    thread = threading.Thread(target=fail, name="lane")
    thread.start()
    thread.join()
    content = written.read_text("utf-8")
    assert "uncaught in thread lane" in content
    assert "in fail\n" in content
    assert "RuntimeError: out of luck" in content


def test_an_uncaught_exception_of_the_program_is_logged_whole(written: Path, caplog: pytest.LogCaptureFixture) -> None:
    try:
        raise RuntimeError("out of luck")
    except RuntimeError as error:
        sys.excepthook(RuntimeError, error, error.__traceback__)
    assert "RuntimeError: out of luck" in written.read_text("utf-8")


def test_closing_puts_everything_back(places: Places) -> None:
    before = sys.excepthook, threading.excepthook, logging.getLogger().handlers[:], logging.getLogger().level
    opened = Log(places.log)
    assert sys.excepthook != before[0]
    opened.close()
    opened.close()
    assert (sys.excepthook, threading.excepthook, logging.getLogger().handlers[:], logging.getLogger().level) == before


def test_what_looks_personal_is_blotted_out_even_in_a_traceback(written: Path, caplog: pytest.LogCaptureFixture) -> None:
    code, confirmation = badge.new_code(), badge.new_confirmation()
    try:
        raise ValueError(f"cannot read {code} of guest7@example.com, 010-0000-1234")
    except ValueError:
        ours.exception("reading %s (%s)", confirmation, badge.grouped(code))
    content = written.read_text("utf-8")
    for secret in (code, confirmation, badge.grouped(code), "guest7", "0000-1234"):
        assert secret not in content
    assert "cannot read […] of […], […]" in content


@given(st.binary(min_size=10, max_size=10), st.sampled_from((str, badge.grouped)))
def test_every_code_is_blotted_out(random_bytes: bytes, form: type[str]) -> None:
    code = badge.new_code(lambda _: random_bytes)
    formatted = log._Careful().format(logging.LogRecord("kiosk", logging.INFO, "", 0, f"saw '{form(code)}'.", None, None))
    assert formatted == "saw '[…]'."


def test_ordinary_words_and_numbers_stay_readable() -> None:
    line = "round 4711 of epoch 3f2a9c01d2e3f405 took 12 ms at 2026-10-07T11:00:00, BROKENFILE moved aside"
    assert log._Careful().format(logging.LogRecord("kiosk", logging.INFO, "", 0, line, None, None)) == line


def test_old_lines_are_let_go_so_the_log_never_fills_the_disk(written: Path) -> None:
    for _ in range(9):
        for _ in range(16):
            ours.warning("x" * 65_000)
    files = sorted(path.name for path in written.parent.iterdir())
    assert files == ["kiosk.log"] + [f"kiosk.log.{number}" for number in range(1, 6)]
    assert all(path.stat().st_size <= log.FILE_BYTES for path in written.parent.iterdir())


def test_without_a_folder_to_write_the_program_goes_on(tmp_path: Path) -> None:
    (tmp_path / "log").write_text("a file where the folder should be")
    opened = Log(tmp_path / "log")
    ours.info("nobody reads this")
    opened.close()


FULL_DISK = """
import logging, resource, sys
from pathlib import Path
from kiosk.log import Log
log, ours = Log(Path(sys.argv[1])), logging.getLogger("kiosk.test")
ours.warning("before")
_, most = resource.getrlimit(resource.RLIMIT_FSIZE)
resource.setrlimit(resource.RLIMIT_FSIZE, (0, most))
ours.warning("lost")
ours.warning("lost too")
resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
ours.warning("after")
resource.setrlimit(resource.RLIMIT_FSIZE, (0, most))
ours.warning("lost at the end")
log.close()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows cannot limit a file's size")
def test_a_full_disk_is_borne_in_silence_and_the_log_goes_on_after(places: Places) -> None:
    ended = subprocess.run([sys.executable, "-c", FULL_DISK, str(places.log)], capture_output=True, text=True, timeout=60)
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "", "")
    lines = (places.log / "kiosk.log").read_text("utf-8").splitlines()
    assert [line.rpartition(" ")[2] for line in lines] == ["before", "after"]


def test_a_failing_callback_is_logged_and_goes_no_further(caplog: pytest.LogCaptureFixture) -> None:
    log.guarded_call(lambda: 1 / 0, "showing the answer")
    assert "showing the answer failed" in caplog.text
    assert "ZeroDivisionError" in caplog.text
