"""The page that lies on a self-service screen: its blocks in one column, in two, or on a sheet that is turned, and the focus among them;
knows no visit and no words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, QPoint, QRectF, Qt, Signal
from PySide6.QtWidgets import QApplication, QWidget

from ui.arrange_self import Ground
from ui.look import Look
from ui.parts.button import Button, plain
from ui.parts.flow import GAP, Block, Row, controls, height_of, stack
from ui.parts.part import put
from ui.parts.said import BigButton
from ui.screens.self_pages import Page

LYING = 1.2
"""A page so much wider than high has two columns."""
TURN = 0.8
"""Of what is in sight, by one press."""


class Leaf(QObject):
    """On ``screen``. ``touched`` hears of a page that was turned."""

    named = Signal(str)  # what the control is called that the keys have come to

    def __init__(self, look: Look, screen: QWidget, touched: Callable[[], None]) -> None:
        super().__init__(screen)
        self._screen, self._touched = screen, touched
        self.view = QWidget(screen)
        self.sheet = QWidget(self.view)
        self._turners = [BigButton(look, "", plain(look), icon=icon, least=104) for icon in ("arrow-up", "arrow-down")]
        for turner, name, way in zip(self._turners, ("up", "down"), (-1, 1), strict=True):
            turner.setObjectName(name)
            turner.clicked.connect(lambda _=False, way=way: self._turn(way))
        self._pager = Row(look, self._turners)
        self._pager.setParent(screen)
        self._page: Page
        self._scrolled, self._spare, self._emptying = 0.0, 0.0, False
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._focus_moved)

    def show_page(self, page: Page, look: Look, on: Ground) -> None:
        """Lay ``page`` in place of the one before; a focus that was shown stays with its button."""
        focused = self.focused
        kept = focused.objectName() if focused is not None and focused.ringed else ""
        self._page, self._emptying = page, True
        for old in self.sheet.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
            old.hide()
            old.deleteLater()
        self._emptying = False
        for block in (*page.lead, *page.act, *page.foot):
            assert isinstance(block, QWidget)
            block.setParent(self.sheet)
            block.show()
        for turner, text in zip(self._turners, (self.tr("Up"), self.tr("Down")), strict=True):
            turner.say("", spoken=text)
            turner.look = look
            turner.wear(replace(plain(look), radius=24))
        self._lay(on)
        if kept:
            self.focus(kept if any(each.objectName() == kept for each in self._controls) else page.focus)

    # --- the focus

    @property
    def focused(self) -> Button | None:
        """The control the keys are at."""
        at = self._screen.focusWidget()
        return at if isinstance(at, Button) and at.isVisibleTo(self._screen) else None

    @property
    def _controls(self) -> list[Button]:
        return [*controls(self.sheet), *(controls(self._pager) if not self._pager.isHidden() else ())]

    def step(self, way: int) -> None:
        """To the next control or (-1) the one before, as people read; at first to where the page begins."""
        found, focused = self._controls, self.focused
        if focused is None or not focused.ringed or focused not in found:
            self.focus(self._page.focus)
        elif not self._emptying:  # Qt asks for another too where what has the focus is taken away with its page
            found[(found.index(focused) + way) % len(found)].setFocus(Qt.FocusReason.TabFocusReason)

    def focus(self, name: str) -> None:
        """To the control of that name."""
        button = next((each for each in self._controls if each.objectName() == name), None)
        if button is not None and not self._emptying:
            button.clearFocus()  # it may have it without showing it
            button.setFocus(Qt.FocusReason.TabFocusReason)
            self._reveal(button)

    def _focus_moved(self, _: QWidget | None, now: QWidget | None) -> None:
        """Whatever moved it by key, it is to be seen and named."""
        if isinstance(now, Button) and now.ringed and self._screen.isAncestorOf(now):
            self._reveal(now)
            self.named.emit(now.accessibleName())

    def _reveal(self, button: Button) -> None:
        if self.sheet.isAncestorOf(button):
            top = button.mapTo(self.sheet, QPoint(0, 0)).y()
            if top < self._scrolled or top + button.height() > self._scrolled + self.view.height():
                self._scroll(top - (self.view.height() - button.height()) / 2)

    # --- where it lies

    def _lay(self, on: Ground) -> None:
        page, room = self._page, on.room
        inside = QRectF(0, 0, room.width(), room.height())
        self._scrolled = self._spare = 0.0
        self._pager.hide()
        put(self.view, room, on.unit)
        put(self.sheet, inside, on.unit)
        below: list[Block] = [*page.act, *page.foot]
        if _in_two(page, on):
            column = _column(room)
            stack(page.lead, QRectF(0, 0, column, inside.height()), on.unit, gap=on.gap)
            stack(below, QRectF(room.width() - column, 0, column, inside.height()), on.unit, at_foot=True, gap=on.gap)
            return
        if not _in_one(page, on):
            self._on_a_sheet([*page.lead, *below], on)
            return
        foot = height_of(below, room.width(), on.gap)
        stack(page.lead, QRectF(0, 0, room.width(), room.height() - foot - on.gap), on.unit, gap=on.gap)
        stack(below, QRectF(0, room.height() - foot, room.width(), foot), on.unit, gap=on.gap)

    def _on_a_sheet(self, blocks: Sequence[Block], on: Ground) -> None:
        """All of it, longer than the place for it, with two buttons that turn it."""
        room, unit = on.room, on.unit
        tall, whole = self._pager.tall(room.width()), height_of(blocks, room.width(), on.gap)
        window = room.adjusted(0, 0, 0, -tall - on.gap)
        put(self.view, window, unit)
        put(self.sheet, QRectF(0, 0, room.width(), whole), unit)
        stack(blocks, QRectF(0, 0, room.width(), whole), unit, gap=on.gap)
        self._pager.place(QRectF(room.left(), window.bottom() + on.gap, room.width(), tall), unit)
        self._pager.show()
        self._pager.raise_()
        self._spare = max(0.0, self.sheet.height() - self.view.height())
        self._scroll(float(self._page.start.y()) if self._page.start is not None else 0.0)

    def turn_by(self, pixels: float) -> None:
        """Down by so much, or up."""
        self._scroll(self._scrolled + pixels)

    def _turn(self, way: int) -> None:
        self._touched()
        self.turn_by(way * self.view.height() * TURN)

    def _scroll(self, to: float) -> None:
        self._scrolled = min(self._spare, max(0.0, to))
        self.sheet.move(0, -round(self._scrolled))


def fits(page: Page, on: Ground) -> bool:
    """Whether all of ``page`` is in sight at once."""
    return _in_two(page, on) or _in_one(page, on)


def _in_one(page: Page, on: Ground) -> bool:
    return height_of([*page.lead, *page.act, *page.foot], on.room.width(), on.gap) <= on.room.height()


def _in_two(page: Page, on: Ground) -> bool:
    """Lying down: what is said at the left, what can be done at the right, if both have room."""
    column, room = _column(on.room), on.room
    tallest = max(height_of(page.lead, column, on.gap), height_of([*page.act, *page.foot], column, on.gap))
    return room.width() > LYING * room.height() and tallest <= room.height()


def _column(room: QRectF) -> float:
    return (room.width() - 2 * GAP) / 2
