"""What this station looks through: which camera, how it is set, and what is kept of that; knows no threads of its own and no codes."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias
from urllib.parse import urlsplit

from kiosk.scanner import devices
from kiosk.scanner import settings as file
from kiosk.scanner.devices import CameraName
from kiosk.scanner.opening import is_file, is_stream, open_source
from kiosk.scanner.settings import Settings
from kiosk.scanner.sources import CameraMissing, Source
from kiosk.scanner.tuning import Granted, Tunable, Tuning, upright

if TYPE_CHECKING:
    from kiosk.scanner.frame import Image

log = logging.getLogger(__name__)

Eye: TypeAlias = "str | Callable[[], Source]"
"""What to look through: as ``open_source`` takes it, "" for what staff chose last (else the first camera), or what makes a source."""

STAND_IN = "stand-in"
"""The key of a source that is no camera of the system's and has no name."""

FIRST = "0"


@dataclass(frozen=True, slots=True)
class View:
    """What is looked through now: the ``eye``, the ``key`` its settings are kept by ("" before it was first open), ``name`` for people
    ("" where there is none), settings, and what was granted of them (None: not a camera, or none open)."""

    eye: Eye
    key: str
    name: str
    tuning: Tuning
    granted: Granted | None


class Optics:
    """Opens the camera in use with its settings and changes them while it works. May be called from any thread.

    ``on_tuned`` hears the settings in force whenever they change, on the thread that changed them: before the first picture."""

    def __init__(self, path: Path, eye: Eye = "", on_tuned: Callable[[Tuning], None] = lambda tuning: None) -> None:
        """``path``: the settings file, read when a camera is first opened."""
        self._path, self._eye, self._on_tuned = path, eye, on_tuned
        self._lock = threading.Lock()
        self._settings: Settings | None = None
        self._key, self._spec, self._name, self._listed, self._alone = "", "", "", False, False
        self._tuning = Tuning()
        self._open: Tuned | None = None

    @property
    def view(self) -> View:
        """What is looked through now."""
        with self._lock:
            return View(self._eye, self._key, self._name, self._tuning, self._open.granted if self._open else None)

    def open(self) -> Source:
        """The source in use with its settings applied; a device is known again by its key wherever it was plugged in. Blocks as
        ``open_source`` does and raises as it does; called on the camera's thread."""
        with self._lock:
            if self._settings is None:
                self._settings = file.load(self._path)
            eye, settings = self._eye, self._settings
            mine = self._key if self._listed else ""
        if isinstance(eye, str):
            spec = eye or settings.chosen or FIRST
            listed = _listed(spec)
            device = self._again(mine, listed) if mine else devices.named(spec, listed)
            name = device.name if device else _name_of(spec)
            spec = device.key if device else spec
            tuning = self._begin(eye, key_of(spec), spec, name, device, alone=len(listed) == 1)
            source = open_source(spec, tuning=tuning)
        else:
            tuning = self._begin(eye, STAND_IN, settings.chosen, "", None)
            source = eye()
        opened = Tuned(source, tuning)
        with self._lock:
            if eye is not self._eye:
                return opened  # another one was chosen meanwhile, and whoever reads this one was told to end
            self._open, opened.wanted = opened, self._tuning
        self._on_tuned(opened.wanted)
        return opened

    def _again(self, mine: str, listed: list[CameraName]) -> CameraName:
        """The device that was in use before. Raises CameraMissing while it is away, even where another one has its number by now."""
        device = next((one for one in listed if one.key == mine), None)
        if device is None and self._alone and len(listed) == 1:
            return listed[0]  # this computer had one camera and has one: on another socket, it has another key
        if device is None:
            raise CameraMissing(mine)
        return device

    def _begin(self, eye: Eye, key: str, spec: str, name: str, device: CameraName | None, *, alone: bool = False) -> Tuning:
        """Note which camera is being opened; how it is to be set: as it is now, as it was kept, or as it comes."""
        with self._lock:
            if eye is self._eye and key != self._key:
                as_it_comes = self._tuning if self._listed else Tuning(mirrored=device is not None and device.facing == "front")
                kept = self._settings.tunings.get(key) if self._settings else None
                self._tuning = kept or as_it_comes
                self._key, self._spec, self._name, self._listed, self._alone = key, spec, name, device is not None, alone
            return self._tuning

    def use(self, eye: Eye) -> None:
        """Look through that from the next opening on, set as it was last kept."""
        with self._lock:
            self._eye, self._open = eye, None
            self._key, self._spec, self._name, self._listed = "", "", "", False

    def tune(self, tuning: Tuning) -> None:
        """Set the camera in use like this, at once; nothing is kept yet."""
        with self._lock:
            self._tuning = tuning
            if self._open is not None:
                self._open.wanted = tuning
        self._on_tuned(tuning)

    def keep(self) -> None:
        """Keep the camera in use and its settings for the next start. Raises CannotRecord."""
        with self._lock:
            if not self._key:
                return
            self._settings = (self._settings or Settings()).kept(self._spec, self._key, self._tuning)
            settings = self._settings
        file.save(settings, self._path)


class Tuned:
    """A source with the settings ``wanted`` applied; read on one thread, ``wanted`` set from any."""

    def __init__(self, source: Source, tuning: Tuning) -> None:
        self._source = source
        self._applied = self.wanted = tuning

    @property
    def fps(self) -> float:
        """As the source says."""
        return self._source.fps

    @property
    def ended(self) -> bool:
        """As the source says."""
        return self._source.ended

    @property
    def granted(self) -> Granted | None:
        """What a camera granted; None for pictures that are none's."""
        return self._source.granted if isinstance(self._source, Tunable) else None

    def tune(self, tuning: Tuning) -> None:
        """Apply at the next picture."""
        self.wanted = tuning

    def read(self) -> Image | None:
        """The next picture, upright."""
        wanted = self.wanted
        if wanted != self._applied:
            if isinstance(self._source, Tunable):
                self._source.tune(wanted)
            self._applied = wanted
        image = self._source.read()
        return None if image is None else upright(image, wanted.rotation)

    def close(self) -> None:
        """Let go of the device."""
        self._source.close()


def _listed(spec: str) -> list[CameraName]:
    """The system's cameras; none where a stream, file or folder is meant."""
    return [] if is_stream(spec) or is_file(spec) else devices.cameras()


def key_of(spec: str) -> str:
    """The key that goes with a ``spec``: itself, but for what a stream's address may hold of names and passwords."""
    if not is_stream(spec):
        return spec
    parts = urlsplit(spec)
    return f"{parts.scheme}://{parts.hostname}:{parts.port or ''}{parts.path}"


def _name_of(spec: str) -> str:
    return urlsplit(spec).hostname or "" if is_stream(spec) else Path(spec).name or spec
