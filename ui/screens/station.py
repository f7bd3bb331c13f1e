"""What the screen of every staffed station has: its strip, its staff overlays, its language and clock; knows no verdict and no person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QRectF, QSizeF, Signal
from PySide6.QtGui import QImage, QResizeEvent
from PySide6.QtWidgets import QWidget

from kiosk.model import Direction, Link, Text
from kiosk.programme import Programme
from kiosk.scanner.tuning import Tuning
from ui import arrange, phrases
from ui.ink import Ink
from ui.look import Look
from ui.parts.part import Part
from ui.parts.picture import Corners
from ui.parts.recording_bar import HEIGHT, RecordingBar
from ui.parts.strip import Status, Strip
from ui.posting import Scene, sentence_of
from ui.screens.staffing import Staffing

if TYPE_CHECKING:
    from ui.parts.menu import Action


class StationScreen(Part):
    """At one zone. ``guarded``: the staff menu opens only by ``staff_wished`` and ``show_staff_result``."""

    language_wished = Signal(str)
    code_typed = Signal(str)
    override_wished = Signal(int, str, str)  # row, PIN, reason id
    undo_wished = Signal(int, str, str)  # row, PIN, reason id
    staff_wished = Signal(str)  # PIN
    mute_wished = Signal(bool)
    theme_wished = Signal(object)  # Theme
    leave_wished = Signal()
    action_wished = Signal(str)
    cue_wished = Signal(object)  # Cue: what to sound

    def __init__(
        self, programme: Programme, zone: str, name: Text, lang: str, look: Look, parent: QWidget | None = None, *, guarded: bool = False
    ) -> None:
        super().__init__(look, parent)
        self._programme, self._zone_id, self._name, self._lang, self._guarded = programme, zone, name, lang, guarded
        self._direction, self._now = Direction.ENTRY, 0
        self._inside: int | None = None
        self._link: Link | None = None
        self._camera: tuple[str, Mapping[str, object]] = ("", {})
        self._fault: tuple[str, Mapping[str, object]] | None = None
        self._status = Status()
        self._trouble = ("", "", "camera-off")
        self.build(look)
        self.recording.raise_()
        self.retranslate()

    def build(self, look: Look) -> None:
        """Make the parts; a kind of station adds its own."""
        self.strip = Strip(look, self)
        self.staffing = staffing = Staffing(self, lambda: self.scene)
        self.recording = RecordingBar(look, self)
        staffing.override_wished.connect(self.override_wished)
        staffing.undo_wished.connect(self.undo_wished)
        staffing.staff_wished.connect(self.staff_wished)
        staffing.code_typed.connect(self.code_typed)
        staffing.mute_wished.connect(self.mute_wished)
        staffing.theme_wished.connect(self.theme_wished)
        staffing.action_wished.connect(self.action_wished)
        staffing.leave_wished.connect(self.leave_wished)

    @property
    def scene(self) -> Scene:
        """Where and when, for whatever is told next."""
        zone = self._programme.zone(self._zone_id)
        assert zone is not None, "a station stands at a zone of its programme"
        return Scene(self._programme, zone, self._name, self._direction, self._lang, self._now, self._inside)

    @property
    def lang(self) -> str:
        """What is spoken now."""
        return self._lang

    # --- what the station says

    def show_fault(self, key: str, values: Mapping[str, object] | None = None) -> None:
        """Tell that nothing can be recorded, until ``clear_fault``; ``key`` names the catalogue's sentence."""
        raise NotImplementedError

    def clear_fault(self) -> None:
        """Records can be kept again."""
        raise NotImplementedError

    def set_link(self, link: Link) -> None:
        """Say how the station stands with its server."""
        self._link = link
        self.refresh()
        self.place_idle()

    def set_camera(self, key: str, values: Mapping[str, object] | None = None) -> None:
        """Say how the camera is: "camera.ok", or the key of the catalogue's sentence for what is wrong."""
        self._camera = (key, dict(values or {}))
        self.refresh()

    def set_scanner(self, *, lost: bool) -> None:
        """Say whether the hand scanner on a serial port is away."""
        self._status = replace(self._status, scanner_lost=lost)
        self.refresh()

    def set_sound(self, *, muted: bool = False, failed: bool = False) -> None:
        """Say whether sound is off, or cannot be had."""
        self._status = replace(self._status, muted=muted, sound_failed=failed)
        self.staffing.show_muted(muted)
        self.refresh()

    def set_conflicts(self, number: int) -> None:
        """Say how many conflicts at this zone wait for a person's decision."""
        self._status = replace(self._status, conflicts=number)
        self.refresh()

    def set_warnings(self, **facts: Any) -> None:
        """Say which of the strip's warnings stand: ``old_programme``, ``copy_failed``."""
        self._status = replace(self._status, **facts)
        self.refresh()

    def set_battery(self, percent: int | None) -> None:
        """Say how full the battery is; None where there is none."""
        self._status = replace(self._status, battery=percent)
        self.refresh()

    def set_frame(self, image: QImage, found: Sequence[Corners] = ()) -> None:
        """Show the newest frame where a picture is shown."""
        self.staffing.show_frame(image, found)

    def set_tuning(self, tuning: Tuning) -> None:
        """Show the picture as the camera is set."""

    @property
    def picture_room(self) -> QSizeF:
        """How large the picture is shown, device-independent pixels."""
        return QSizeF(832, 536)

    def set_clock(self, now: int) -> None:
        """Say what time it is: corrected time, us since the Unix epoch."""
        self._now = now
        self.refresh()

    def set_programme(self, programme: Programme) -> None:
        """Use another programme from now on; its zone of the same id takes over, a programme without it is left out."""
        if programme.zone(self._zone_id) is not None:
            self._programme = programme
            self.retranslate()

    def set_language(self, lang: str) -> None:
        """Speak ``lang``; the translator must already be switched."""
        self._lang = lang
        self.retranslate()

    def set_actions(self, actions: Sequence[Action]) -> None:
        """Offer these in the staff menu besides its own."""
        self.staffing.offer(actions)

    def show_override_result(self, ok: bool, key: str = "", values: Mapping[str, object] | None = None) -> None:
        """What became of the PIN given for an act; ``key`` names the catalogue's sentence for why not."""
        self.staffing.result(ok, self.pin_message(key, values))

    show_staff_result = show_override_result

    def pin_message(self, key: str, values: Mapping[str, object] | None) -> str:
        """Why a PIN was not taken, in words."""
        return sentence_of(key, values or {}, self._lang) or self.tr("This PIN is not right. Please try again.")

    def open_menu(self) -> None:
        """Open the staff menu, or ask for the PIN that opens it."""
        self.staffing.open_menu(guarded=self._guarded)

    # --- inside

    def switch_language(self) -> None:
        """Wish for the other language."""
        self.language_wished.emit("en" if self._lang == "ko" else "ko")

    def raise_overlays(self) -> None:
        """What covers the screen stays on top."""
        for overlay in sorted(self.staffing.overlays, key=lambda overlay: overlay.over_all):
            if not overlay.isHidden():
                overlay.raise_()
        self.recording.raise_()

    def refresh(self) -> None:
        """Everything that follows from link, clock and camera."""
        link, timezone = self._link, self._programme.timezone
        key, values = self._camera
        told = sentence_of(key, values, self._lang)
        trouble = "" if key in ("", "camera.ok", "camera.starting") else told
        since = self.offline_since
        as_of = link.roster_as_of if link is not None else None
        self._status = replace(
            self._status,
            link=link,
            since=phrases.time(since, timezone) if since is not None else "",
            list_age=self._now - as_of if as_of is not None and self._now else None,
            camera=trouble,
            camera_key=key,
            camera_known=key not in ("", "camera.starting"),
            fault=sentence_of(link.fault, {}, self._lang) if link is not None and link.fault else "",
        )
        self.strip.show_status(self._status)
        title, icon = (told, "camera") if key == "camera.starting" else (trouble and self.tr("No picture from the camera"), "camera-off")
        self._trouble = (title, trouble, icon)
        self.staffing.show_trouble(*self._trouble, ended=key == "camera.ended")

    @property
    def offline_since(self) -> int | None:
        """Since when the server is away, us; None while it is not."""
        return self._link.offline_since if self._link is not None and not self._link.online else None

    def retranslate(self) -> None:
        """Take the words of the language switched on."""
        self.strip.retranslate()
        self.recording.retranslate()
        self.staffing.retranslate()
        self.refresh()

    def changeEvent(self, event: QEvent) -> None:
        """Follow a switched translator."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Scale the whole screen."""
        on = arrange.canvas(self.width(), self.height())
        self.unit = on.unit
        self.place_all(on)

    def place_all(self, on: arrange.Canvas) -> None:
        """Place everything on ``on``."""
        self.place_idle()
        self.staffing.place(on)
        self.recording.place(QRectF(0, 0, on.width, HEIGHT), on.unit)

    def place_idle(self) -> None:
        """Place what stands there at rest."""
        raise NotImplementedError

    def draw(self, ink: Ink, extent: QSizeF) -> None:
        """The ground."""
        ink.box(QRectF(0, 0, extent.width(), extent.height()), 0, self.look.palette.bg)
