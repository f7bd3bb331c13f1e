"""Space held back on the station's disk, let go when it is full so that the journal can go on, taken again when there is room; knows no
journal."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path

from kiosk.errors import StoreError
from kiosk.places import Places

SIZE = 8 * 1024 * 1024
"""Bytes: about 16,000 more scans of 257 bytes beside a write-ahead log of 4 MiB, most of a busy door's day, while somebody makes room."""
LITTLE = 256 * 1024
"""Bytes free below which nothing can be opened: a write-ahead log's index alone takes 32 KiB."""


def keep(folder: Path) -> None:
    """Hold the space where there is plenty (four times as much); a disk that is short already, or any fault, is left alone."""
    place = Places(folder).ballast
    with suppress(OSError):
        if place.exists() or shutil.disk_usage(folder).free < 4 * SIZE:
            return
        with place.open("xb") as file:
            if hasattr(os, "posix_fallocate"):
                os.posix_fallocate(file.fileno(), 0, SIZE)
            else:
                file.write(bytes(SIZE))


def relieve(folder: Path, fault: StoreError) -> None:
    """Give the space back where ``fault`` comes of a full disk. SQLite calls it by name only in some places, so the disk is asked too."""
    with suppress(OSError):
        if fault.values.get("full") or shutil.disk_usage(folder).free < LITTLE:
            release(folder)


def release(folder: Path) -> None:
    """Give the space back."""
    with suppress(OSError):
        Places(folder).ballast.unlink(missing_ok=True)
