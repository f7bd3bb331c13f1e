from __future__ import annotations

import os
import subprocess
import sys

import pytest

from kiosk.errors import StoreInUse
from kiosk.instance import Hold, holder
from kiosk.places import Places

HOLDING = """
import sys
from pathlib import Path
from kiosk.instance import Hold
hold = Hold(Path(sys.argv[1]))
print("held", flush=True)
sys.stdin.read()
"""


def test_a_second_instance_is_refused_and_told_which_folder(places: Places) -> None:
    with Hold(places.lock):
        assert holder(places.lock) == os.getpid()
        with pytest.raises(StoreInUse) as caught:
            Hold(places.lock)
        assert caught.value.values["folder"] == str(places.root)
    with Hold(places.lock):
        pass


def test_letting_go_twice_is_fine(places: Places) -> None:
    hold = Hold(places.lock)
    hold.release()
    hold.release()
    Hold(places.lock).release()


def test_another_process_is_refused_until_the_holder_dies_however_it_dies(places: Places) -> None:
    child = subprocess.Popen([sys.executable, "-c", HOLDING, str(places.lock)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    with child:
        assert child.stdout is not None
        assert child.stdout.readline() == "held\n"
        assert holder(places.lock) == child.pid
        with pytest.raises(StoreInUse):
            Hold(places.lock)
        child.kill()
        child.wait()
    with Hold(places.lock):
        assert holder(places.lock) == os.getpid()


def test_a_child_started_while_holding_does_not_keep_the_folder(places: Places) -> None:
    hold = Hold(places.lock)
    line = [sys.executable, "-c", "import sys; print(flush=True); sys.stdin.read()"]
    with subprocess.Popen(line, stdin=subprocess.PIPE, stdout=subprocess.PIPE, close_fds=False) as child:
        assert child.stdout
        child.stdout.readline()  # it runs its own program now, so what is closed there is closed
        hold.release()
        Hold(places.lock).release()
        assert child.poll() is None


def test_a_lock_file_nobody_can_read_a_number_from_names_nobody(places: Places) -> None:
    assert holder(places.lock) is None
    places.lock.write_text("not a number")
    assert holder(places.lock) is None
