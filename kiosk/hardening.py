"""What can be seen of how well the computer itself is guarded: disk, swap, dumps, files, ports, boot; changes nothing.

What no program can see (firmware password, boot order, who has the key of the cabinet) is named as such: docs/hardening.md has the list.
"""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

from kiosk.checks import Finding, State

OPEN_MODES = 0o077
"""Rights of a file that others than its user have."""
USB_GUARDS = ("usr/sbin/usbguard-daemon", "usr/bin/usbguard-daemon")
KIOSK_SHELLS = ("cage", "weston", "sway", "kiosk-shell")
_SECURE_BOOT = "SecureBoot-8be4df61-93ca-11d2-aa0d-00e098032b8c"
"""The variable's name with the vendor GUID of the UEFI specification (2.10, 3.3)."""


def examine(folder: Path, root: Path = Path("/")) -> Iterator[Finding]:
    """Every check that this system allows, then what is left to a person. ``folder``: the station's; ``root``: of /proc, /sys and /usr."""
    yield files(folder)
    if sys.platform.startswith("linux"):
        yield disk(folder, root)
        yield swap(root)
        yield dumps(root)
        yield tracing(root)
        yield boot(root)
        yield usb(root)
        yield shell(root)
    yield Finding("by-hand", State.NOTE, "hardening.by_hand")


def files(folder: Path) -> Finding:
    """Whether anybody but its user may read the station's folder or a file in it that lies open."""
    if os.name == "nt" or not folder.exists():
        return Finding("files", State.NOTE, "hardening.files.unknown", {"folder": folder})
    if not stat.S_IMODE(folder.stat().st_mode) & OPEN_MODES:
        return Finding("files", State.GOOD, "hardening.files.good")
    return Finding("files", State.BAD, "hardening.files.open", {"folder": folder})


def disk(folder: Path, root: Path) -> Finding:
    """Whether the folder lies on an encrypted block device (dm-crypt, below LVM too)."""
    there = next((path for path in (folder, *folder.parents) if path.exists()), Path("/"))
    device = there.stat().st_dev
    encrypted = _encrypted(root / "sys" / "dev" / "block" / f"{os.major(device)}:{os.minor(device)}")
    if encrypted is None:
        return Finding("disk-encryption", State.NOTE, "hardening.disk.unknown")
    return Finding("disk-encryption", State.GOOD if encrypted else State.BAD, f"hardening.disk.{'good' if encrypted else 'open'}")


def swap(root: Path) -> Finding:
    """Whether what is in memory could come to lie on a disk in the clear."""
    lines = _text(root / "proc" / "swaps").splitlines()[1:]
    names = [line.split()[0] for line in lines if line.split()]
    plain = [name for name in names if "zram" not in name and _encrypted(root / "sys" / "class" / "block" / Path(name).name) is not True]
    if plain:
        return Finding("swap", State.BAD, "hardening.swap.open", {"names": ", ".join(plain)})
    return Finding("swap", State.GOOD, "hardening.swap.good")


def dumps(root: Path) -> Finding:
    """Whether crashes of other programs are written to disk; our own never are."""
    pattern = _text(root / "proc" / "sys" / "kernel" / "core_pattern")
    kept = pattern.startswith(("|", "/"))
    return Finding("dumps", State.NOTE if kept else State.GOOD, f"hardening.dumps.{'kept' if kept else 'good'}", {"pattern": pattern[:60]})


def tracing(root: Path) -> Finding:
    """Whether a program may look into others of its user (Yama)."""
    scope = _text(root / "proc" / "sys" / "kernel" / "yama" / "ptrace_scope")
    good = scope in ("1", "2", "3")
    return Finding("tracing", State.GOOD if good else State.NOTE, f"hardening.tracing.{'good' if good else 'open'}")


def boot(root: Path) -> Finding:
    """Whether only signed systems start on this computer."""
    folder = root / "sys" / "firmware" / "efi" / "efivars"
    try:
        on = (folder / _SECURE_BOOT).read_bytes()[-1:] == b"\1"
    except OSError:
        return Finding("secure-boot", State.NOTE, "hardening.boot.unknown")
    return Finding("secure-boot", State.GOOD if on else State.BAD, f"hardening.boot.{'good' if on else 'off'}")


def usb(root: Path) -> Finding:
    """Whether something decides which USB devices may be plugged in."""
    good = any((root / path).exists() for path in USB_GUARDS)
    return Finding("usb", State.GOOD if good else State.NOTE, f"hardening.usb.{'good' if good else 'open'}")


def shell(root: Path) -> Finding:
    """Whether the session shows this program alone."""
    running = {_text(path) for path in (root / "proc").glob("[0-9]*/comm")}
    found = next((name for name in KIOSK_SHELLS if name in running), "")
    return Finding("shell", State.GOOD if found else State.NOTE, f"hardening.shell.{'good' if found else 'open'}", {"name": found})


def _encrypted(device: Path) -> bool | None:
    """Whether this block device, or one it lies on, is dm-crypt; None where the system does not tell."""
    try:
        device = device.resolve(strict=True)
    except OSError:
        return None
    seen, ask = set[Path](), [device, device.parent if (device / "partition").exists() else device]
    while ask:
        one = ask.pop()
        if one in seen:
            continue
        seen.add(one)
        if _text(one / "dm" / "uuid").startswith("CRYPT-"):
            return True
        ask += [path.resolve() for path in (one / "slaves").glob("*")]
    return False


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8", "replace").strip()
    except OSError:
        return ""
