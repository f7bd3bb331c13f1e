"""The status strip, for staff: server, unsent, age of the list, camera, sound, battery; knows the words, asks nobody."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtWidgets import QWidget

from kiosk.clock import ALARM_US
from kiosk.model import Link
from ui import phrases
from ui.ink import RIGHT, Ink
from ui.look import AMBER, INK, PAPER, Look, Tone
from ui.parts.part import Part
from ui.signs import Sign
from ui.typeface import BOLD, EXTRA, LEAST, SEMI, fit, font, width


@dataclass(frozen=True, slots=True)
class Status:
    """All the strip tells. ``since`` is the clock time the link was lost, ``list_age`` us; ``camera`` and ``fault`` are sentences
    already in words ("" for well); ``old_programme``: a newer one cannot be used here; ``muted`` and ``sound_failed`` say why nothing is
    heard; ``conflicts`` at this zone that nobody has decided."""

    link: Link | None = None
    since: str = ""
    list_age: int | None = None
    camera: str = ""
    camera_key: str = ""
    camera_known: bool = False
    scanner_lost: bool = False  # the one on a serial port
    fault: str = ""
    old_programme: bool = False
    copy_failed: bool = False  # the journal's second one
    muted: bool = False
    sound_failed: bool = False
    battery: int | None = None
    conflicts: int = 0


@dataclass(frozen=True, slots=True)
class Item:
    """One thing on the strip: icon, what it is, how it stands, and whether that needs someone."""

    icon: str
    label: str
    value: str
    warn: bool = False


class Strip(Part):
    """A quiet line while all is well; a tall amber field with a hatched edge while the server is away."""

    def __init__(self, look: Look, parent: QWidget | None = None, *, on_verdict: bool = False) -> None:
        super().__init__(look, parent)
        self.status = Status()
        self._on_verdict = on_verdict

    def show_status(self, status: Status) -> None:
        """Show ``status``."""
        if status != self.status:
            self.status = status
            self.update()

    @property
    def alarming(self) -> bool:
        """Whether the strip wants the tall field: the server is known to be away."""
        link = self.status.link
        return link is not None and not link.online

    def items(self) -> list[Item]:
        """What stands on the strip, in order."""
        status, link = self.status, self.status.link
        listed: list[Item] = []
        if link is None:
            listed.append(Item("wifi", self.tr("Server"), self.tr("unknown")))
        elif link.online:
            listed.append(Item("wifi", "", self.tr("Online")) if not status.fault else Item("wifi", "", status.fault, True))
        else:
            listed.append(Item("wifi-off", "", self.tr("Offline since {time}").format(time=status.since or self.tr("unknown")), True))
        unsent = None if link is None else link.unsent
        listed.append(Item("upload", self.tr("Unsent"), phrases.count(unsent)))
        old = self.tr("unknown") if status.list_age is None else phrases.age(status.list_age)
        listed.append(Item("list", self.tr("List"), old))
        if status.old_programme:
            listed.append(Item("clipboard-check", self.tr("Programme"), self.tr("old"), True))
        if status.copy_failed:
            listed.append(Item("layers", self.tr("Copy"), self.tr("failed"), True))
        wrong = {"camera.frozen": self.tr("frozen"), "camera.ended": self.tr("ended")}.get(status.camera_key, self.tr("lost"))
        camera = wrong if status.camera else self.tr("OK")
        listed.append(
            Item(
                "camera-off" if status.camera else "camera",
                self.tr("Camera"),
                camera if status.camera_known else self.tr("unknown"),
                bool(status.camera),
            )
        )
        if clock := self._clock_told():
            listed.append(Item("clock", self.tr("Clock"), clock, True))
        if status.conflicts:
            listed.append(Item("triangle-alert", self.tr("Conflicts"), phrases.count(status.conflicts), True))
        if status.scanner_lost:
            listed.append(Item("scan-line", self.tr("Scanner"), self.tr("lost"), True))
        if status.muted or status.sound_failed:
            listed.append(Item("volume-x", self.tr("Sound"), self.tr("off") if status.muted else self.tr("failed"), status.sound_failed))
        if status.battery is not None:
            low = status.battery <= 15
            listed.append(Item("battery-low" if low else "battery-medium", self.tr("Battery"), f"{status.battery} %", low))
        return listed

    def _clock_told(self) -> str:
        """What is wrong with this device's clock, "" for nothing that matters."""
        link = self.status.link
        if link is None or link.offset is None:
            return ""
        if abs(link.offset) - (link.error or 0) > ALARM_US:
            return (self.tr("{gap} slow") if link.offset > 0 else self.tr("{gap} fast")).format(gap=phrases.gap(link.offset))
        return self.tr("unsure") if link.error is None or link.error > ALARM_US else ""

    def draw(self, ink: Ink, extent: QSizeF) -> None:
        """The line or the field."""
        if self.alarming and not self._on_verdict:
            self._draw_alarm(ink, extent)
        else:
            self._draw_line(ink, extent)

    def _draw_line(self, ink: Ink, extent: QSizeF) -> None:
        palette = self.look.palette
        room = QRectF(0, 0, extent.width(), extent.height())
        if self._on_verdict:
            ground, text, faint = ("#000000", PAPER, PAPER) if self.look.high else (INK, PAPER, "#B4C4D6")
        else:
            ground, text, faint = palette.surface, palette.ink, palette.ink2
        ink.box(room, 0, ground)
        if not self._on_verdict:
            ink.rule(0, 1, room.width(), palette.line)
        items = self.items()
        while self._wide(items) + 16 * (len(items) - 1) > room.width() - 48 and any(item.label for item in items):
            # too narrow: what an icon already says loses its word, from the left; last where a warning's sign stands for the icon
            first = min((item.warn, number) for number, item in enumerate(items) if item.label)[1]
            items[first] = replace(items[first], label="")
        spare = max(8.0, (room.width() - 48 - self._wide(items)) / max(1, len(items) - 1))
        x = 24.0
        for item in items:
            x = self._draw_item(ink, item, x, room, text, faint) + spare
        if x - spare > room.width() - 20:
            ink.overflowing.append(" ".join(item.value for item in items))

    def _draw_item(self, ink: Ink, item: Item, x: float, room: QRectF, text: str, faint: str) -> float:
        middle = room.center().y()
        if item.warn:
            ink.sign(QRectF(x - 1, middle - 14, 28, 28), Sign.WARN, AMBER, INK, INK if text == INK else None)
        else:
            ink.icon(QRectF(x, middle - 12, 24, 24), item.icon, text)
        x += 34
        if item.label:
            x += ink.text(QRectF(x, 0, 400, room.height()), item.label, LEAST, faint, weight=SEMI) + 10
        return x + ink.text(QRectF(x, 0, 600, room.height()), item.value, LEAST, text, weight=BOLD)

    @staticmethod
    def _wide(items: list[Item]) -> float:
        total = 0.0
        for item in items:
            total += 34 + width(item.value, font(LEAST, BOLD))
            total += width(item.label, font(LEAST, SEMI)) + 10 if item.label else 0
        return total

    def _draw_alarm(self, ink: Ink, extent: QSizeF) -> None:
        field = self.look.field(Tone.ATTENTION)
        ink.box(QRectF(0, 0, extent.width(), extent.height()), 0, field.field)
        ink.hatch(QRectF(0, 0, extent.width(), 8), field.field, field.text)
        columns = self._columns()
        high = extent.height() > 150
        wide = sum(self._column_width(item) for item in columns) + 36 * (len(columns) - 1)
        left = QRectF(24, 8, extent.width() - 48 - (0 if high else wide + 36), 104 if high else 128)
        ink.icon(QRectF(left.left(), left.center().y() - 26, 52, 52), "wifi-off", field.text, 2.2)
        words = left.adjusted(72, 0, 0, 0)
        title = fit(self.tr("Offline · still checking badges"), words.width(), size=29, least=22, weight=EXTRA, lines=1)
        rest = self.status.fault or self.tr("Every scan is kept on this device and sent when the link is back.")
        detail = fit(rest, words.width(), size=21, least=LEAST, weight=SEMI, tracking=-0.01, lines=3, leading=1.22)
        y = words.center().y() - (title.height + detail.height) / 2
        ink.fitted(QPointF(words.left(), y), title, field.text)
        ink.fitted(QPointF(words.left(), y + title.height), detail, field.text)
        gap = 36.0 if not high else (extent.width() - 48 - 72 - wide + 36 * (len(columns) - 1)) / max(1, len(columns) - 1)
        x = 96.0 if high else extent.width() - 24 - wide
        top = 104.0 if high else 36.0
        for item in columns:
            span = self._column_width(item)
            ink.text(QRectF(x, top, span, 34), item.label, LEAST, field.text, weight=SEMI, align=RIGHT)
            ink.text(QRectF(x, top + 32, span, 40), item.value, 28, field.text, weight=EXTRA, align=RIGHT)
            x += span + gap

    def _columns(self) -> list[Item]:
        status = self.status
        since = Item("", self.tr("Since"), status.since or self.tr("unknown"))
        kept = [item for item in self.items()[1:] if item.warn or item.icon in ("upload", "list", "battery-medium", "volume-x")]
        if status.link is not None:
            kept[0] = replace(kept[0], value=self.tr("{n}", "records").format(n=f"{status.link.unsent:,}"))
        return [since, *kept]

    @staticmethod
    def _column_width(item: Item) -> float:
        return max(width(item.label, font(LEAST, SEMI)), width(item.value, font(28, EXTRA))) + 1
