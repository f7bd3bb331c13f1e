"""Keeps the screen from sleeping while a station is open, by whatever the system offers; fails softly and says whether it worked.

What only some systems need is imported where they need it: this module is loaded before the first paint."""

from __future__ import annotations

import logging
import os
import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    import subprocess

_log = logging.getLogger(__name__)

NUDGE_MS = 30_000
"""X servers blank after minutes, not seconds."""

_ES_CONTINUOUS, _ES_SYSTEM_REQUIRED, _ES_DISPLAY_REQUIRED = 0x80000000, 0x00000001, 0x00000002
"""SetThreadExecutionState's flags (Windows SDK, winbase.h)."""

_BUS = "kiosk-awake"
_SERVICE, _PATH = "org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver"


class Awake(QObject):
    """``hold`` and ``release``, both any number of times. ``how`` names what keeps the screen on, "" for nothing."""

    def __init__(self, parent: QObject | None = None, platform: str = sys.platform) -> None:
        super().__init__(parent)
        self.how = ""
        self._platform = platform
        self._child: subprocess.Popen[bytes] | None = None
        self._nudge = QTimer(self)
        self._nudge.setInterval(NUDGE_MS)
        self._nudge.timeout.connect(self._reset_x)

    def hold(self) -> bool:
        """Keep the screen on; False where nothing here can."""
        if self.how:
            return True
        if self._platform == "win32":
            self.how = self._hold_windows()
        elif self._platform == "darwin":
            self.how = self._hold_mac()
        else:
            self.how = self._hold_session() or self._hold_x()
        if not self.how:
            _log.info("nothing here keeps the screen awake")
        return bool(self.how)

    def release(self) -> None:
        """Let the screen sleep again."""
        self._nudge.stop()
        if self._child is not None:
            self._child.terminate()
            self._child.wait(5)
            self._child = None
        if self.how == "windows":
            _windows_state(_ES_CONTINUOUS)
        if self.how == "session":
            self._leave_session()
        self.how = ""

    def _hold_windows(self) -> str:
        return "windows" if _windows_state(_ES_CONTINUOUS | _ES_SYSTEM_REQUIRED | _ES_DISPLAY_REQUIRED) else ""

    def _hold_mac(self) -> str:
        import subprocess

        try:
            # -w: caffeinate ends with us, however we end
            self._child = subprocess.Popen(["caffeinate", "-d", "-i", "-w", str(os.getpid())], stdout=subprocess.DEVNULL)
        except OSError:
            return ""
        return "caffeinate"

    def _hold_session(self) -> str:
        """The desktop's own way."""
        from PySide6.QtDBus import QDBusConnection, QDBusMessage

        if not os.environ.get("DBUS_SESSION_BUS_ADDRESS"):
            return ""
        bus = QDBusConnection.connectToBus(QDBusConnection.BusType.SessionBus, _BUS)
        if not bus.isConnected():
            return ""
        call = QDBusMessage.createMethodCall(_SERVICE, _PATH, _SERVICE, "Inhibit")
        call.setArguments(["slw-kiosk", "a station is open"])
        answer = bus.call(call, timeout=1000)
        if answer.type() is not QDBusMessage.MessageType.ReplyMessage:
            self._leave_session()
            return ""
        return "session"

    @staticmethod
    def _leave_session() -> None:
        """Off the bus: the desktop drops the request with the connection it came by."""
        from PySide6.QtDBus import QDBusConnection

        QDBusConnection.disconnectFromBus(_BUS)

    def _hold_x(self) -> str:
        if not os.environ.get("DISPLAY"):
            return ""
        how = "xset" if _xset("s", "off", "-dpms") else "xcb" if _reset_by_xcb() else ""
        if how:
            self._nudge.start()
        return how

    def _reset_x(self) -> None:
        if self.how == "xset":
            _xset("s", "reset")
        else:
            _reset_by_xcb()


def _windows_state(flags: int) -> int:
    import ctypes

    kernel = getattr(ctypes, "windll", None)
    return int(kernel.kernel32.SetThreadExecutionState(flags)) if kernel is not None else 0


def _xset(*arguments: str) -> bool:
    import subprocess

    try:
        return subprocess.run(["xset", *arguments], capture_output=True, timeout=2, check=False).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def _reset_by_xcb() -> bool:
    """Restart the X server's idle clock, through the library Qt itself speaks to the server by; False where there is none."""
    import ctypes

    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return False
    xcb.xcb_connect.restype = ctypes.c_void_p
    link = ctypes.c_void_p(xcb.xcb_connect(None, None))
    try:
        if xcb.xcb_connection_has_error(link):
            return False
        xcb.xcb_force_screen_saver.restype = ctypes.c_uint32  # the cookie, a structure of one integer
        xcb.xcb_force_screen_saver(link, ctypes.c_uint8(0))  # XCB_SCREEN_SAVER_RESET
        return bool(xcb.xcb_flush(link) > 0)
    finally:
        xcb.xcb_disconnect(link)
