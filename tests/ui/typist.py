"""A window with a field and the hand scanners' filter, to be run as a program of its own before a real X server: says what it hears.

``python -m tests.ui.typist [blind]``: ``blind`` takes no notice of where keys lie. One JSON object a line: the texts a burst may be, or
what stands in the field.
"""

from __future__ import annotations

import json
import sys

from PySide6.QtWidgets import QApplication, QLineEdit

from kiosk.scanner.heard import understand
from kiosk.scanner.wedge import Burst
from ui.wedge import WedgeFilter


def say(**told: object) -> None:
    """One line."""
    print(json.dumps(told, ensure_ascii=False), flush=True)


def heard(burst: Burst) -> None:
    """A burst came."""
    meant = understand(burst.strokes)
    say(
        heard=[meant.text, *meant.others],
        way=meant.way,
        aim=meant.aim,
        places=all(stroke.position for stroke in burst.strokes),
        hangul=any(stroke.hangul for stroke in burst.strokes),
        ending=burst.ending,
    )


def main() -> None:
    """Until the process is ended."""
    app = QApplication([])
    listening = WedgeFilter(heard, platform="offscreen" if "blind" in sys.argv else "")
    listening.start()
    field = QLineEdit()
    field.textChanged.connect(lambda text: say(field=text))
    field.resize(400, 100)
    field.show()
    field.activateWindow()
    field.setFocus()
    app.focusObjectChanged.connect(lambda _: say(ready=True) if app.focusWidget() else None)
    if app.focusWindow():
        say(ready=True)
    app.exec()


if __name__ == "__main__":
    main()
