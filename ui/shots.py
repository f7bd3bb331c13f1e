"""``kiosk shots DIR``: pictures of every screen in its main states, made without a display; knows how to save, not what is on them."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from kiosk.catalogue import LANGUAGES, language, say
from kiosk.commandline import parser

SIZES = ("1280x800", "1920x1080", "800x1280", "1080x1920")


def main(arguments: Sequence[str]) -> int:
    """Save ``screen--state--lang--WxH.png`` for every state, language and size asked for; 0 done, 1 could not write, 2 usage."""
    options = parser("kiosk shots", "about.shots", arguments)
    options.add_argument("folder", metavar="DIR", type=Path, help="help.shots.folder")
    options.add_argument("--lang", choices=LANGUAGES, action="append", help="usage.lang")
    options.add_argument("--size", choices=SIZES, action="append", help="help.shots.size")
    options.add_argument("--state", action="append", metavar="NAME", help="help.shots.state")
    asked = options.parse_args(arguments)
    try:
        asked.folder.mkdir(parents=True, exist_ok=True)
        for name in shots(asked.folder, asked.lang or list(LANGUAGES), asked.size or list(SIZES), asked.state or []):
            print(name)
    except OSError as error:
        print(say("shots.cannot_write", language((asked.lang or [None])[0]), folder=asked.folder, detail=error.strerror), file=sys.stderr)
        return 1
    return 0


def shots(folder: Path, langs: Sequence[str], sizes: Sequence[str], names: Sequence[str]) -> Iterator[str]:
    """Make and save the pictures; yields each file's name. Raises OSError where one cannot be written."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    from ui import showcase
    from ui.look import Look
    from ui.tongue import Tongue
    from ui.typeface import load_fonts

    app = QApplication.instance() or QApplication(["kiosk"])
    load_fonts()
    tongue = Tongue()
    samples = showcase.Samples(showcase.load_programme())
    frame = showcase.stand_in_frame(samples.programme)
    for lang in langs:
        tongue.speak(lang)
        for size in sizes:
            width, height = map(int, size.split("x"))
            for state in showcase.STATES:
                if names and state.name not in names:
                    continue
                screen = showcase.screen(state, samples, Look(state.theme, reduce_motion=True), lang, frame, (width, height))
                screen.show()
                app.processEvents()
                name = f"{state.screen}--{state.name}--{lang}--{size}.png"
                if not screen.grab().save(str(folder / name)):
                    raise OSError(5, f"cannot write {name}")
                yield name
                screen.hide()
                screen.deleteLater()
                app.processEvents()
    tongue.speak("en")
