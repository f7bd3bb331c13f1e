"""``kiosk gate``, ``desk`` and ``self-service``: open the enrolled station in a folder; know the command line, not how a station works."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kiosk import config, shown
from kiosk.catalogue import LANGUAGES, language, say
from kiosk.clock import Clock, SystemClock
from kiosk.commandline import Parser, parser
from kiosk.config import Identity
from kiosk.errors import KioskError, NoProgramme, StationEnded, StoreBroken, UpstreamError, WrongRole
from kiosk.feed import FeedReader, ProgrammeText
from kiosk.instance import Hold
from kiosk.lasting import lasting
from kiosk.log import Log
from kiosk.model import NAMED_ROLES, Text
from kiosk.panel import MOUNT_MM, Panel, panel_of
from kiosk.panel import save as keep_panel
from kiosk.places import Places, home
from kiosk.programme import Programme, load

if TYPE_CHECKING:
    from ui.works import Works

AGAIN_MS = 5_000
"""How often a station that only lacks its server tries to open."""

WELL = ("camera.ok", "camera.starting", "camera.off")
"""What is no fault of a camera."""

WAKE_MS = 500
"""Python hears a signal only between two steps of its own; without a timer Qt would take none."""


def main(arguments: Sequence[str], opened: Callable[[Any], None] = lambda works: None, role: str = "gate") -> int:
    """0 closed by staff, 1 it could not open (the window and stderr say why), 2 the command line was not understood. ``opened`` hears of
    the station before it is shown; ``role``: what the folder must be enrolled as, "gate", "desk" or "self-service"."""
    asked = _parser(arguments, role).parse_args(arguments)
    lang = language(asked.lang)
    with lasting():
        from ui.application import no_display, plain_imports

    plain_imports()
    asked.headless = asked.headless or no_display()
    places = Places(asked.data)
    measures = _measures(asked)
    if measures:
        keep_panel(measures, places.panel)
    while True:
        try:
            return _serve(asked, lang, places, opened, role)
        except StationEnded:
            from ui.ending import end

            return end(places, lang, headless=asked.headless, full_screen=not asked.windowed, copy=asked.copy)
        except KioskError as error:
            print(say(error.key, lang, **error.values), file=sys.stderr)
            if asked.headless or not _again(error, lang, full_screen=not asked.windowed):
                return 1


def _parser(arguments: Sequence[str], role: str) -> Parser:
    options = parser(f"kiosk {role}", f"about.{role}", arguments)
    options.add_argument("--camera", default="", metavar="SRC", help="help.gate.camera")
    options.add_argument("--scanner", default="", metavar="PORT", help="help.gate.scanner")
    if role in NAMED_ROLES:
        options.add_argument("--printer", action="append", default=[], metavar="PRINTER", help="help.desk.printer")
        options.add_argument("--templates", type=Path, metavar="DIR", help="help.printer.templates")
    options.add_argument("--data", type=Path, default=home(), metavar="DIR", help="usage.station_folder")
    options.add_argument("--name", default="", help="help.gate.name")
    options.add_argument("--windowed", action="store_true", help="usage.windowed")
    options.add_argument("--headless", action="store_true", help="usage.headless")
    options.add_argument("--copy", type=Path, metavar="DIR", help="help.gate.copy")
    options.add_argument("--no-push", action="store_true", help="help.no_push")
    options.add_argument("--lang", choices=LANGUAGES, help="usage.lang")
    if role == "self-service":
        options.add_argument("--panel", metavar="WxH", help="help.self.panel")
        options.add_argument("--mount", type=float, default=MOUNT_MM, metavar="MM", help="help.self.mount")
        options.add_argument("--angle", type=float, default=0.0, metavar="DEG", help="help.self.angle")
    return options


def _measures(asked: argparse.Namespace) -> Panel | None:
    """The panel the command line describes, None where it does not. Ends the program (2) for what no panel is."""
    if not getattr(asked, "panel", None):
        return None
    try:
        return panel_of(asked.panel, asked.mount, asked.angle)
    except ValueError:
        print(say("error.panel", language(asked.lang), panel=asked.panel), file=sys.stderr)
        raise SystemExit(2) from None


def programme_of(identity: Identity, places: Places, clock: Clock) -> Programme:
    """The programme the station last received; where it is gone (its file was lost or damaged) it is fetched anew.

    Raises NoProgramme, ProgrammeError, StoreError."""
    held = _held(places)
    if held is None:
        from sync.opening import fetch

        try:
            fetch(identity, places, clock)
        except UpstreamError as error:
            raise NoProgramme(str(error)) from error
        held = _held(places)
    if held is None:
        raise NoProgramme
    return load(held.text)


def _held(places: Places) -> ProgrammeText | None:
    feed = FeedReader(places.feed)
    try:
        return feed.programme()
    except StoreBroken:  # whoever writes it next sets it aside
        return None
    finally:
        feed.close()


def _serve(asked: argparse.Namespace, lang: str, places: Places, opened: Callable[[Any], None], role: str) -> int:
    identity = config.load(places)
    if identity.role != role:
        raise WrongRole(role=identity.role)
    if places.ending.exists():
        raise StationEnded
    with Hold(places.lock):
        log = Log(places.log)
        try:
            clock = SystemClock()
            programme = programme_of(identity, places, clock)
            with lasting():
                from ui.application import application, until_told
                from ui.look import Look, Theme
                from ui.plan import Plan

                app = application(offscreen=asked.headless)
                before = shown.load(places.shown)
                look = Look(Theme(before.theme)) if before.theme in list(Theme) else Look()
                lang = lang if asked.lang or before.lang not in LANGUAGES else before.lang
                name = Text(asked.name, asked.name)
                full_screen = not (asked.windowed or asked.headless)
                push = not asked.no_push
                plan = Plan(
                    places, asked.camera, lang, gate=name, full_screen=full_screen, scanner=asked.scanner, push=push, copy=asked.copy,
                    printers=tuple(getattr(asked, "printer", ())), templates=getattr(asked, "templates", None), locked=full_screen,
                    look=look, shown=before,
                )  # fmt: skip
                works = _kind(role)(plan, identity, programme, clock)

            def end() -> None:
                works.window.unlock()  # it would be asked, and stay
                app.quit()

            until_told(end)
            works.left.connect(end)
            works.ended.connect(end)
            if asked.headless:
                _tell_in_words(works, lang)
            opened(works)
            works.show()
            try:
                app.exec()
            finally:
                works.stop()
            if places.ending.exists():
                raise StationEnded
            return 0
        finally:
            log.close()


def _kind(role: str) -> type[Works]:
    if role == "desk":
        from ui.desk_work import Desk

        return Desk
    if role == "self-service":
        from ui.self_work import SelfService

        return SelfService
    from ui.app import Gate

    return Gate


def _tell_in_words(works: Works, lang: str) -> None:
    """What a station nobody sees would show as wrong goes to stderr."""

    def say_it(key: str, values: Mapping[str, object]) -> None:
        print(say(key, lang, **values), file=sys.stderr, flush=True)

    def fault(error: KioskError | None) -> None:
        if error is not None:
            say_it(error.key, error.values)

    def camera(key: str, values: Mapping[str, object]) -> None:
        if key not in WELL:
            say_it(key, values)

    works.bridge.faulted.connect(fault)
    works.bridge.camera_changed.connect(camera)


def _again(error: KioskError, lang: str, *, full_screen: bool) -> bool:
    """Show why the station cannot open; True where the person wants to try again, or it is worth while to do so unasked."""
    from PySide6.QtCore import QCoreApplication, QTimer

    from ui.application import application, until_told
    from ui.look import Look
    from ui.screens.notice import NoticeScreen
    from ui.tongue import Tongue
    from ui.window import Window

    app = application(offscreen=False)
    tongue, window = Tongue(), Window()
    tongue.speak(lang)
    screen = NoticeScreen(Look(), tongue.lang)
    wish: list[bool] = []

    def tell(spoken: str) -> None:
        tongue.speak(spoken)
        screen.set_language(tongue.lang)
        screen.show_notice(QCoreApplication.translate("Notice", "This station cannot open"), say(error.key, tongue.lang, **error.values))

    def end(again: bool) -> None:
        # once: a quit after the loop has ended would end the next one before it begins
        if not wish:
            wish.append(again)
            app.quit()

    screen.again_wished.connect(lambda: end(True))
    screen.leave_wished.connect(lambda: end(False))
    screen.language_wished.connect(tell)
    window.closing.connect(lambda: end(False))
    window.put(screen)
    tell(lang)
    window.open(full=full_screen)
    until_told(lambda: end(False))
    awake = QTimer()
    awake.start(WAKE_MS)
    if isinstance(error, NoProgramme):
        QTimer.singleShot(AGAIN_MS, screen, lambda: end(True))
    app.exec()
    awake.stop()
    window.close()
    return wish[0]
