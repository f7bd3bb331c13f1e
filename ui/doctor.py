"""``kiosk doctor``: one line a check, each with what to do; knows every part of a station well enough to ask it, and mends nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory

from kiosk import checks, hardening
from kiosk.catalogue import LANGUAGES, language, say
from kiosk.checks import Finding, State
from kiosk.clock import ALARM_US, SystemClock
from kiosk.commandline import parser
from kiosk.config import Identity, load
from kiosk.errors import KioskError
from kiosk.feed import FeedReader
from kiosk.places import Places, home
from kiosk.scanner import settings
from kiosk.scanner.known import load as load_scanners
from kiosk.scanner.optics import FIRST

SIGNS = {State.GOOD: "✓", State.NOTE: "•", State.BAD: "✗"}


def main(arguments: Sequence[str]) -> int:
    """Print every finding; 0 where nothing is bad, 1 otherwise, 2 for a wrong command line."""
    understood = parser("kiosk doctor", "about.doctor", arguments)
    understood.add_argument("--camera", default="", metavar="SRC", help="help.gate.camera")
    understood.add_argument("--data", type=Path, default=home(), metavar="DIR", help="usage.station_folder")
    understood.add_argument("--security", action="store_true", help="help.doctor.security")
    understood.add_argument("--lang", choices=LANGUAGES, help="usage.lang")
    understood.add_argument("--json", action="store_true", help="usage.json")
    options = understood.parse_args(arguments)
    lang = language(options.lang)
    worst = State.GOOD
    findings = hardening.examine(options.data) if options.security else examine(options.data, options.camera)
    for finding in findings:
        sentence = say(finding.key, lang, **finding.values)
        if options.json:
            values = {key: value if isinstance(value, int | float) else str(value) for key, value in finding.values.items()}
            print(json.dumps({**asdict(finding), "values": values, "sentence": sentence}, ensure_ascii=False), flush=True)
        else:
            print(f"{SIGNS[finding.state]} {say(f'doctor.name.{finding.check}', lang)}: {sentence}", flush=True)
        if finding.state is State.BAD:
            worst = State.BAD
    return 1 if worst is State.BAD else 0


def examine(root: Path, camera: str) -> Iterator[Finding]:
    """Every check, in the order in which a person would mend things."""
    yield checks.engine()
    yield from checks.decoders()
    yield checks.disk(root)
    yield checks.station(root)
    yield checks.camera(camera or settings.load(Places(root).camera).chosen or FIRST)
    yield checks.scanner(load_scanners(Places(root).scanners).port)
    yield from server(root)
    yield sound()


def server(root: Path) -> list[Finding]:
    """Whether the server of this station answers, and how far the clocks are apart."""
    from sync.probe import probe

    places = Places(root)
    try:
        identity = load(places)
    except KioskError:
        return []  # said by the station's own check
    ca = places.ca if places.ca.exists() else None
    try:
        seen = probe(identity.url, SystemClock(), ca)
    except KioskError as fault:
        return [Finding("server", State.BAD, fault.key, {**fault.values, "url": identity.url})]
    values: dict[str, object] = {"offset": f"{seen.offset / 1e6:+.2f}", "error": f"{seen.error / 1e6:.2f}"}
    far = abs(seen.offset) - seen.error > ALARM_US
    clock = Finding("clock", State.BAD if far else State.GOOD, "doctor.clock.off" if far else "doctor.clock.good", values)
    try:
        _accepted(identity, places)
    except KioskError as fault:
        return [Finding("server", State.BAD, fault.key, {**fault.values, "url": identity.url}), clock]
    return [Finding("server", State.GOOD, "doctor.server.good", {"url": identity.url}), clock]


def _accepted(identity: Identity, places: Places) -> None:
    """Ask for the roster we have, as this station. Raises UpstreamDenied where the server does not take it any more."""
    from sync.opening import upstream_of

    feed = FeedReader(places.feed)
    try:
        held = feed.roster()
    finally:
        feed.close()
    upstream = upstream_of(identity, places)
    try:
        with TemporaryDirectory() as folder:
            upstream.snapshot(Path(folder) / "roster", held.etag if held else "")
    finally:
        upstream.close()


def sound() -> Finding:
    """Whether there is anything to play sounds on."""
    from ui.application import application, no_display
    from ui.sound import no_python_for_messages

    application(offscreen=no_display())
    with no_python_for_messages():  # nor on the terminal: what matters of them is the finding
        from PySide6.QtMultimedia import QMediaDevices

        outputs = [device.description() for device in QMediaDevices.audioOutputs()]
    if not outputs:
        return Finding("sound", State.NOTE, "doctor.sound.none")
    return Finding("sound", State.GOOD, "doctor.sound.good", {"device": outputs[0]})
