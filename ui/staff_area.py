"""What staff find in the menu of every station: the journal onto a stick, a test badge, how it stands with network and server.
Asks for the PIN an export needs; draws nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol
from urllib.parse import urlsplit

from PySide6.QtCore import QObject, QStorageInfo

from kiosk import VERSION
from kiosk.clock import Clock
from kiosk.config import Identity
from kiosk.errors import KioskError
from kiosk.model import Link, moment
from kiosk.places import Places
from ui import phrases
from ui.bridge import Bridge
from ui.errands import Errands
from ui.parts.menu import Action
from ui.posting import sentence_of
from ui.screens.station import StationScreen
from ui.staff_acts import StaffActs

if TYPE_CHECKING:
    from ui.parts.report import Report

EXPORT, TEST, STAND = "export_journal", "test_badge", "stand"
EXPORTED = "journal_exported"
"""The journal's note of it, with who did so."""


class Prints(Protocol):
    """What a station prints with."""

    @property
    def printers(self) -> Sequence[str]:
        """Their names."""


def sticks() -> list[Path]:
    """Where something that was plugged in can be written to."""
    found = [volume for volume in QStorageInfo.mountedVolumes() if volume.isReady() and not volume.isReadOnly() and not volume.isRoot()]
    roots = [Path(volume.rootPath()) for volume in found]
    return [root for root in roots if root.parts[1:2] in (("media",), ("Volumes",)) or root.parts[1:3] == ("run", "media") or root.drive]


class StaffArea(QObject):
    """Of one station. ``prints``: what it prints with, None for a gate."""

    def __init__(
        self, places: Places, identity: Identity, clock: Clock, screen: StationScreen, acts: StaffActs, errands: Errands, bridge: Bridge,
        parent: QObject, *, prints: Callable[[], Prints | None], templates: Path | None, plugged: Callable[[], list[Path]] = sticks,
    ) -> None:  # fmt: skip
        """``templates``: the folder of the badges' own, None for those shipped; ``plugged``: where a stick is."""
        super().__init__(parent)
        self._places, self._identity, self._clock, self._screen = places, identity, clock, screen
        self._errands, self._bridge, self._prints, self._templates, self.plugged = errands, bridge, prints, templates, plugged
        self._link: Link | None = None
        screen.action_wished.connect(self._act)
        acts.senior.connect(self._granted)
        bridge.linked.connect(self._linked)

    @property
    def report(self) -> Report:
        """Where it is told what became of it."""
        return self._screen.staffing.report

    def actions(self) -> list[Action]:
        """What the menu offers."""
        offered = [Action(EXPORT, self.tr("Journal onto a USB stick"), "upload"), Action(STAND, self.tr("Network and server"), "wifi")]
        if self._printers():
            offered.insert(1, Action(TEST, self.tr("Print a test badge"), "printer"))
        return offered

    def _printers(self) -> Sequence[str]:
        prints = self._prints()
        return prints.printers if prints is not None else ()

    def _linked(self, link: Link) -> None:
        self._link = link

    def _act(self, action: str) -> None:
        if action == EXPORT:
            self._screen.staffing.ask_senior(EXPORTED, self.tr("Journal onto a USB stick"))
        elif action == TEST:
            self.report.tell(self.tr("Printing a test badge…"))
            printers = list(self._printers())
            self._errands.do(lambda: self.print_tests(printers))
        elif action == STAND:
            self.report.tell(self.tr("Network and server"), self._trouble(), self._stand())

    # --- the journal

    def _granted(self, wish: str) -> None:
        if wish == EXPORTED:
            self.report.tell(self.tr("Writing the journal…"))
            self._errands.do(self._export)

    def _export(self) -> None:
        from kiosk.commands.export import export

        found = self.plugged()
        if not found:
            self._tell(self.tr("No USB stick found"), self.tr("Plug one in that this computer may write to, and try again."))
            return
        now = moment(self._clock.wall()).strftime("%Y%m%d-%H%M%S")
        target = found[0] / f"slw-journal-{self._identity.station}-{now}.csv"
        try:
            rows = export(self._places.journal, target)
        except KioskError as error:
            self._tell(self.tr("The journal could not be written"), sentence_of(error.key, error.values, self._screen.lang))
        except OSError as error:
            self._tell(self.tr("The journal could not be written"), f"{target}: {error.strerror}")
        else:
            done = self.tr("Take the stick out only after it was ejected, or after half a minute.")
            lines = [(self.tr("Records"), f"{rows:,}"), (self.tr("Folder"), str(found[0])), (self.tr("File"), target.name)]
            self._tell(self.tr("The journal is on the stick"), done, lines)

    # --- a test badge

    def print_tests(self, printers: Sequence[str]) -> None:
        """A badge of nobody on each of them, and what became of it told. Takes as long as they do."""
        from kiosk.printing.target import target
        from ui.badges import TEMPLATES
        from ui.printer import nobody
        from ui.printing.outlet import outlet

        told = []
        for name in printers:
            try:
                written = outlet(target(name), self._templates or TEMPLATES).put(nobody(self._screen.scene.programme, None), lambda: False)
                told.append((name, written or self.tr("sent")))
            except KioskError as error:
                told.append((name, sentence_of(error.key, error.values, self._screen.lang)))
        self._tell(self.tr("Test badge"), self.tr("It bears a name nobody has, and no gate takes its code."), told)

    # --- how it stands

    def _trouble(self) -> str:
        return sentence_of(self._link.fault, {}, self._screen.lang) if self._link is not None and self._link.fault else ""

    def _stand(self) -> list[tuple[str, str]]:
        link, programme = self._link, self._screen.scene.programme
        now, unknown = self._clock.wall(), self.tr("unknown")
        online = unknown
        if link is not None:
            since = phrases.time(link.offline_since, programme.timezone) if link.offline_since is not None else unknown
            online = self.tr("online") if link.online else self.tr("offline since {time}").format(time=since)
        age = phrases.age(now - link.roster_as_of) if link is not None and link.roster_as_of is not None else unknown
        clock = phrases.gap(link.offset) if link is not None and link.offset is not None else unknown
        return [
            (self.tr("Server"), urlsplit(self._identity.url).netloc or self._identity.url),
            (self.tr("Connection"), online),
            (self.tr("Unsent"), phrases.count(link.unsent if link is not None else None)),
            (self.tr("List"), age),
            (self.tr("Clock differs by"), clock),
            (self.tr("Station"), self._identity.station),
            (self.tr("Version"), VERSION),
        ]

    def _tell(self, title: str, sentence: str, lines: Sequence[tuple[str, str]] = ()) -> None:
        self._bridge.post(lambda: self.report.tell(title, sentence, lines))
