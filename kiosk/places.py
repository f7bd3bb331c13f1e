"""Where a station keeps its files; knows names and paths, opens nothing."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import platformdirs

APP = "slw-kiosk"


@dataclass(frozen=True, slots=True)
class Places:
    """The folder of one station and the files in it."""

    root: Path

    @property
    def journal(self) -> Path:
        """Every fact made here; the recorder thread alone writes it."""
        return self.root / "journal.db"

    @property
    def access(self) -> Path:
        """Who looked at whose data here; the recorder thread alone writes it. A gate has none."""
        return self.root / "access.db"

    @property
    def feed(self) -> Path:
        """What came from the server; the sync thread alone writes it."""
        return self.root / "feed.db"

    @property
    def identity(self) -> Path:
        """Who this station is: the outcome of enrolment, readable by its user alone."""
        return self.root / "station.json"

    @property
    def ca(self) -> Path:
        """Certificates to trust in place of the public ones, where the event's server has its own."""
        return self.root / "ca.pem"

    @property
    def camera(self) -> Path:
        """Which camera is looked through, and how each is set."""
        return self.root / "camera.json"

    @property
    def panel(self) -> Path:
        """The panel's measures as staff set them at installation."""
        return self.root / "panel.json"

    @property
    def shown(self) -> Path:
        """How the screen stood, to come back so after a crash."""
        return self.root / "screen.json"

    @property
    def scanners(self) -> Path:
        """Which serial port a hand scanner is on, and what each scanner's self-test told."""
        return self.root / "scanners.json"

    @property
    def printers(self) -> Path:
        """Which printers badges go to, and the labels left on each."""
        return self.root / "printers.json"

    @property
    def lease(self) -> Path:
        """The key to a desk's people, wrapped, for a restart without the network."""
        return self.root / "lease.json"

    @property
    def tries(self) -> Path:
        """How many wrong passphrases were typed for it."""
        return self.root / "tries.json"

    @property
    def pins(self) -> Path:
        """How many wrong PINs were typed here, so that a restart forgives none."""
        return self.root / "pins.json"

    @property
    def scanner_sheet(self) -> Path:
        """The self-test sheet for hand scanners, where staff had it made."""
        return self.root / "scanner-test.pdf"

    @property
    def diagnostics(self) -> Path:
        """Folder of the one recording staff may have made of the camera's picture."""
        return self.root / "diagnostics"

    @property
    def ending(self) -> Path:
        """There from the moment the event takes this station away until nothing of it is left: how far that has come."""
        return self.root / "ending.json"

    @property
    def lock(self) -> Path:
        """Held while an instance of the program works in the folder."""
        return self.root / "lock"

    @property
    def log(self) -> Path:
        """Folder of the rotating log files."""
        return self.root / "log"

    @property
    def ballast(self) -> Path:
        """Space held back for the moment the disk is full."""
        return self.root / "ballast"

    def roster(self, version: str) -> Path:
        """The snapshot of that version (letters, digits, ``-`` and ``_``; ValueError for anything that could leave the folder)."""
        if not version or not version.replace("-", "").replace("_", "").isalnum() or not version.isascii():
            raise ValueError(f"not a roster version: {version!r}")
        return self.root / f"roster-{version}.db"

    def make(self) -> Places:
        """Make the folder (its user's alone) where it is missing. Raises OSError."""
        self.root.mkdir(mode=0o700, parents=True, exist_ok=True)
        return self


def station_in(folder: Path) -> Places | None:
    """The station whose files lie in ``folder`` itself or, as a demo lays them, in ``folder``/station; None where neither has a journal."""
    for root in (folder, folder / "station"):
        if Places(root).journal.is_file():
            return Places(root)
    return None


def home() -> Path:
    """Where this computer's station keeps its files unless told otherwise."""
    return Path(platformdirs.user_data_dir(APP, appauthor=False))
