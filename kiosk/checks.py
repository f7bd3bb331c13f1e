"""What can be checked of a station without a screen and without a server: engine, decoders, disk, folder, cameras; prints nothing."""

from __future__ import annotations

import os
import shutil
import sqlite3
import sys
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from kiosk.errors import KioskError, NotEnrolled
from kiosk.places import Places

LITTLE_SPACE = 200 * 1024 * 1024
"""Bytes free under which a show's journal (some 0.5 KB a scan) and a new roster may no longer fit side by side."""


class State(StrEnum):
    """How a check came out."""

    GOOD = "good"
    NOTE = "note"  # works; worth knowing
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Finding:
    """One check: what was looked at, how it stands, and the key and values of the sentence that says so and what to do."""

    check: str
    state: State
    key: str
    values: dict[str, object] = field(default_factory=dict)


def engine() -> Finding:
    """The SQLite library Python runs with."""
    values: dict[str, object] = {"sqlite": sqlite3.sqlite_version, "python": sys.version.split()[0]}
    # before 3.51.3 two connections that write or checkpoint at once can corrupt a WAL; here one thread alone writes each file
    old = sqlite3.sqlite_version_info < (3, 51, 3)
    if sqlite3.sqlite_version_info < (3, 37, 0):
        return Finding("sqlite", State.BAD, "doctor.sqlite.old", values)
    return Finding("sqlite", State.NOTE if old else State.GOOD, "doctor.sqlite.single" if old else "doctor.sqlite.good", values)


def decoders() -> list[Finding]:
    """Whether each decoder library loads and reads a code made here."""
    return [_decoder("zxing-cpp", "doctor.decoder.zxing"), _decoder("pyzbar", "doctor.decoder.zbar")]


def _decoder(name: str, mend: str) -> Finding:
    import numpy as np
    import segno

    cells = np.array([[0 if dark else 255 for dark in row] for row in segno.make("SELFTEST", error="q", micro=False).matrix], np.uint8)
    picture = np.pad(np.kron(cells, np.ones((6, 6), np.uint8)), 24, constant_values=255)
    try:
        if name == "zxing-cpp":
            import zxingcpp

            texts = [found.text for found in zxingcpp.read_barcodes(picture)]
        else:
            from pyzbar import pyzbar

            texts = [found.data.decode() for found in pyzbar.decode(picture)]
    except Exception as fault:  # noqa: BLE001 - a missing library raises ImportError, OSError or its own, all mean the same here
        return Finding(name, State.BAD, mend, {"detail": f"{type(fault).__name__}: {fault}"[:200]})
    good = texts == ["SELFTEST"]
    return Finding(name, State.GOOD if good else State.BAD, "doctor.decoder.good" if good else mend, {"name": name, "detail": str(texts)})


def disk(root: Path) -> Finding:
    """Whether the folder can be written and has room."""
    try:
        Places(root).make()
        probe = root / ".probe"
        with probe.open("wb") as file:
            file.write(b"\0" * 4096)
            file.flush()
            os.fsync(file.fileno())
        probe.unlink()
        free = shutil.disk_usage(root).free
    except OSError as fault:
        return Finding("disk", State.BAD, "doctor.disk.unwritable", {"folder": root, "detail": fault.strerror or str(fault)})
    values: dict[str, object] = {"folder": root, "free": f"{free / 1e9:.1f}"}
    return Finding(
        "disk", State.GOOD if free >= LITTLE_SPACE else State.BAD, f"doctor.disk.{'good' if free >= LITTLE_SPACE else 'full'}", values
    )


def camera(spec: str, seconds: float = 5.0) -> Finding:
    """Whether the camera named ``spec`` (index, path, name, URL, folder) opens and gives a frame within ``seconds``; one that is still
    opening then is given as long as a gate would give it."""
    from kiosk.scanner.camera import OPENING_S, Camera, open_source
    from kiosk.scanner.mailbox import Mailbox
    from kiosk.scanner.optics import key_of

    mailbox = Mailbox()
    watcher = Camera(lambda: open_source(spec), mailbox)
    watcher.start()
    try:
        frame = mailbox.take(seconds)
        if frame is None and watcher.state in ("", "camera.starting"):
            frame = mailbox.take(OPENING_S)
        state = watcher.state
    finally:
        watcher.stop()
    if frame is None:
        return Finding("camera", State.BAD, state, {"camera": key_of(spec)})
    height, width = frame.image.shape[:2]
    return Finding("camera", State.GOOD, "doctor.camera.good", {"camera": key_of(spec), "width": width, "height": height})


def scanner(chosen: str) -> Finding:
    """The serial ports a hand scanner may be on, and whether the ``chosen`` one ("": none) is there."""
    from kiosk.scanner.serial_port import device_of, ports

    found = ports()
    listed = ", ".join(f"{port.device} ({port.title})" for port in found) or "-"
    if chosen:
        there = Path(device_of(chosen, found)).exists() or any(chosen in (port.device, port.lasting) for port in found)
        return Finding(
            "scanner",
            State.GOOD if there else State.BAD,
            f"doctor.scanner.{'good' if there else 'away'}",
            {"port": chosen, "ports": listed},
        )
    return Finding("scanner", State.NOTE, "doctor.scanner.ports" if found else "doctor.scanner.none", {"ports": listed})


def station(root: Path) -> Finding:
    """Whether the folder belongs to an event, and to this program's version."""
    from kiosk.config import load

    try:
        identity = load(Places(root))
    except KioskError as fault:
        return Finding("station", State.NOTE if type(fault) is NotEnrolled else State.BAD, fault.key, fault.values)
    values: dict[str, object] = {"event": identity.event, "station": identity.station, "zone": identity.zone, "url": identity.url}
    return Finding("station", State.GOOD, "doctor.station.good", values)
