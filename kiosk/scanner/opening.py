"""From what a person wrote to an open source: tells numbers, paths, addresses, folders, files and names apart; reads nothing itself."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

from kiosk.scanner import devices
from kiosk.scanner.sources import PICTURES, CameraMissing, Folder, Source, Stream, Video
from kiosk.scanner.tuning import Tuning

STREAMS = frozenset({"http", "https", "rtsp", "rtsps", "rtmp"})


def open_source(spec: str | int, *, loop: bool = False, tuning: Tuning = Tuning()) -> Source:  # noqa: B008 - frozen
    """A source from what a person wrote: a number, a device path, an http(s) or rtsp address, a folder, a video or picture file, a part
    of a camera's name, or a ``CameraName.key``. ``loop``: a video or folder begins again at its end. ``tuning`` is asked of a device.

    Raises a CameraError that says why there are no pictures."""
    text = str(spec).strip()
    if text.isascii() and text.isdigit():
        return devices.Device(int(text), tuning)
    if is_stream(text):
        return Stream(text)
    path = Path(text)
    if text.startswith("/dev/"):
        if not path.exists():
            raise CameraMissing(text)
        return devices.Device(text, tuning)
    if path.is_dir():
        return Folder(sorted(p for p in path.iterdir() if p.suffix.lower() in PICTURES), loop=loop)
    if path.is_file():
        return Folder([path], loop=loop) if path.suffix.lower() in PICTURES else Video(path, loop=loop)
    named = devices.named(text, devices.cameras())
    if named is None:
        raise CameraMissing(text)
    return devices.Device(named.index, tuning)


def is_stream(spec: str) -> bool:
    """Whether that is the address of a network camera."""
    return urlsplit(spec).scheme.lower() in STREAMS


def is_file(spec: str) -> bool:
    """Whether that is a folder of pictures, a picture or a video, as against a device."""
    return not is_stream(spec) and not spec.startswith("/dev/") and Path(spec).exists()
