"""Tests of kiosk.hardening: what the system tells of its own guard is told on, and what it does not tell is not made up."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from kiosk import hardening
from kiosk.catalogue import say
from kiosk.checks import State

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks at Linux's /proc and /sys")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """An empty /."""
    return tmp_path / "root"


def put(path: Path, text: str = "") -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def block(root: Path, folder: Path, crypt: str = "") -> Path:
    """The block device ``folder`` lies on, as /sys shows it."""
    device = folder.stat().st_dev
    real = root / "sys" / "devices" / "virtual" / "dm-0"
    put(real / "dm" / "uuid", crypt)
    link = root / "sys" / "dev" / "block" / f"{os.major(device)}:{os.minor(device)}"
    link.parent.mkdir(parents=True)
    link.symlink_to(real)
    return real


def test_a_folder_others_may_read_is_told(tmp_path: Path) -> None:
    folder = tmp_path / "station"
    folder.mkdir(mode=0o700)
    assert hardening.files(folder).state is State.GOOD
    folder.chmod(0o750)
    assert hardening.files(folder).state is State.BAD
    assert hardening.files(tmp_path / "missing").state is State.NOTE


def test_encryption_is_seen_on_the_device_and_below_it(root: Path, tmp_path: Path) -> None:
    assert hardening.disk(tmp_path, root).state is State.NOTE
    real = block(root, tmp_path, "LVM-abc")
    assert hardening.disk(tmp_path, root).state is State.BAD
    put(root / "sys" / "devices" / "virtual" / "dm-1" / "dm" / "uuid", "CRYPT-LUKS2-abc")
    (real / "slaves").mkdir()
    (real / "slaves" / "dm-1").symlink_to(root / "sys" / "devices" / "virtual" / "dm-1")
    assert hardening.disk(tmp_path, root).state is State.GOOD
    assert hardening.disk(tmp_path / "not" / "there" / "yet", root).state is State.GOOD


@pytest.mark.parametrize(
    ("swaps", "state"),
    [("", State.GOOD), ("/dev/zram0 partition\n", State.GOOD), ("/swapfile file\n", State.BAD)],
)
def test_swap_in_the_clear_is_told(swaps: str, state: State, root: Path) -> None:
    put(root / "proc" / "swaps", f"Filename Type\n{swaps}")
    assert hardening.swap(root).state is state


def test_what_the_kernel_is_set_to_is_read(root: Path) -> None:
    assert (hardening.tracing(root).state, hardening.boot(root).state, hardening.usb(root).state) == (State.NOTE,) * 3
    put(root / "proc" / "sys" / "kernel" / "core_pattern", "|/lib/systemd/systemd-coredump")
    assert hardening.dumps(root).state is State.NOTE
    put(root / "proc" / "sys" / "kernel" / "core_pattern", "core\n")
    assert hardening.dumps(root).state is State.GOOD
    put(root / "proc" / "sys" / "kernel" / "yama" / "ptrace_scope", "1\n")
    assert hardening.tracing(root).state is State.GOOD
    put(root / "usr" / "sbin" / "usbguard-daemon")
    assert hardening.usb(root).state is State.GOOD
    for last, state in ((b"\6\0\0\0\0", State.BAD), (b"\6\0\0\0\1", State.GOOD)):
        variable = root / "sys" / "firmware" / "efi" / "efivars" / "SecureBoot-8be4df61-93ca-11d2-aa0d-00e098032b8c"
        variable.parent.mkdir(parents=True, exist_ok=True)
        variable.write_bytes(last)
        assert hardening.boot(root).state is state


def test_a_kiosk_shell_is_seen_among_what_runs(root: Path) -> None:
    put(root / "proc" / "12" / "comm", "bash\n")
    assert hardening.shell(root).state is State.NOTE
    put(root / "proc" / "13" / "comm", "cage\n")
    assert (hardening.shell(root).state, hardening.shell(root).values["name"]) == (State.GOOD, "cage")


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_every_finding_on_this_computer_has_a_sentence_and_a_name(lang: str, tmp_path: Path) -> None:
    found = list(hardening.examine(tmp_path))
    assert len(found) == 9
    for finding in found:
        assert say(f"doctor.name.{finding.check}", lang)
        assert say(finding.key, lang, **finding.values)
    assert found[-1].state is State.NOTE, "what a person must look at is never called good"
