"""Voice guidance of self-service: says each page a visitor comes to, and each control that keys lead to; knows no page and no engine."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject

from ui.screens.self_service import SelfScreen
from ui.voice import SPEEDS, Speaker, Voice


class Guide(Voice):
    """Follows ``screen``. Silent while nobody is there; what was said of a visit is forgotten with it."""

    def __init__(self, screen: SelfScreen, speaker: Speaker, parent: QObject | None = None, *, engine: str = "") -> None:
        super().__init__(speaker, parent, engine=engine)
        self._screen = screen
        self._told: tuple[str, Sequence[str]] | None = None
        screen.page_shown.connect(self._page)
        screen.named.connect(self._name)
        screen.ended.connect(self._end)
        screen.hear_wished.connect(self.again)
        screen.volume_wished.connect(self.set_volume)
        screen.speed_wished.connect(lambda speed: self.set_speed(SPEEDS[speed]))

    def _page(self) -> None:
        """A page is made anew for every touch; it is said when what it says has changed."""
        screen = self._screen
        texts, private = screen.page.spoken, screen.page.private
        if screen.visited and (screen.lang, texts) != self._told:
            self._told = (screen.lang, texts)
            self.say(screen.lang, texts, private)

    def _name(self, name: str) -> None:
        if self._screen.visited and not self._screen.staffing.busy:
            self.say(self._screen.lang, (name,))

    def _end(self) -> None:
        self._told = None
        self.forget()
