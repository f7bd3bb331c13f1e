"""``kiosk gate``: opens the enrolled station in a folder as a gate; knows the command line, not how a gate works."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from kiosk import config
from kiosk.catalogue import LANGUAGES, language, say
from kiosk.clock import SystemClock
from kiosk.errors import KioskError, NoProgramme
from kiosk.feed import FeedReader
from kiosk.instance import Hold
from kiosk.log import Log
from kiosk.model import Text
from kiosk.places import Places, home
from kiosk.programme import Programme, load


def main(arguments: Sequence[str]) -> int:
    """0 closed by staff, 1 it could not open (the window and stderr say why), 2 the command line was not understood."""
    asked = _parser().parse_args(arguments)
    lang = language(asked.lang)
    from ui.application import no_display

    asked.headless = asked.headless or no_display()
    places = Places(asked.data)
    while True:
        try:
            return _serve(asked, lang, places)
        except KioskError as error:
            print(say(error.key, lang, **error.values), file=sys.stderr)
            if asked.headless or not _again(error, lang, full_screen=not asked.windowed):
                return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="kiosk gate", description="The gate of an enrolled station.")
    parser.add_argument("--camera", default="0", metavar="SRC", help="index, name, path, URL or folder (default: 0)")
    parser.add_argument("--data", type=Path, default=home(), metavar="DIR", help="the station's folder (default: %(default)s)")
    parser.add_argument("--name", default="", help="what people call this gate, shown under the zone")
    parser.add_argument("--windowed", action="store_true", help="a window instead of the whole screen")
    parser.add_argument("--headless", action="store_true", help="no window on a display")
    parser.add_argument("--lang", choices=LANGUAGES)
    return parser


def held_programme(places: Places) -> Programme:
    """The programme the station last received. Raises NoProgramme, ProgrammeError, StoreError."""
    feed = FeedReader(places.feed)
    try:
        held = feed.programme()
    finally:
        feed.close()
    if held is None:
        raise NoProgramme
    return load(held.text)


def _serve(asked: argparse.Namespace, lang: str, places: Places) -> int:
    identity = config.load(places)
    with Hold(places.lock):
        log = Log(places.log)
        try:
            programme = held_programme(places)
            from kiosk.scanner.camera import open_source
            from ui.app import Gate, Plan
            from ui.application import application, until_told

            app = application(offscreen=asked.headless)
            name = Text(asked.name, asked.name)
            full_screen = not (asked.windowed or asked.headless)
            plan = Plan(places, lambda: open_source(asked.camera), lang, gate=name, full_screen=full_screen)
            gate = Gate(plan, identity, programme, SystemClock())
            until_told(app.quit)
            gate.left.connect(app.quit)
            gate.show()
            try:
                app.exec()
            finally:
                gate.stop()
            return 0
        finally:
            log.close()


def _again(error: KioskError, lang: str, *, full_screen: bool) -> bool:
    """Show why the station cannot open; True where the person wants to try again."""
    from PySide6.QtCore import QCoreApplication

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
        screen.show_notice(QCoreApplication.translate("Notice", "This gate cannot open"), say(error.key, tongue.lang, **error.values))

    def end(again: bool) -> None:
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
    app.exec()
    window.close()
    return bool(wish and wish[0])
