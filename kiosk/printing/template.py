"""A badge's template, read from SVG and checked; knows which fields there are, not what stands in them, and paints nothing.

What is fixed is plain SVG, drawn as it is. A ``<rect>`` with ``data-text`` is a box a text is fitted into; one with ``data-draw`` holds the
QR code or the zones' icons. docs/badges.md tells an organiser how to write one. A template comes from outside, so only what is listed
here may stand in it: no script, no style sheet, no picture, no address, no document type (and so no entity).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from xml.parsers import expat
from xml.sax.saxutils import quoteattr

from kiosk.errors import Fault, FileTrouble, TemplateError

FIELDS = ("name", "second", "company", "category", "category-en", "days", "event", "code")
"""What ``data-text`` may name in braces."""
COLOURS = ("band", "ink", "edge")
"""What any attribute may name in braces: the category's band, what is written on it, and a line that shows the band on white paper."""
DRAWN = ("qr", "zones")

MAX_BYTES = 2**20
MAX_DEPTH = 20
SIDE_MM = (20.0, 420.0)
"""Shortest and longest side of a badge."""

_SVG = "http://www.w3.org/2000/svg"
_SHAPES = ("rect", "circle", "ellipse", "line", "path", "polygon", "polyline")
_ELEMENTS = frozenset({"svg", "g", "defs", *_SHAPES, "linearGradient", "radialGradient", "stop", "title", "desc"})
"""Text is not among them: it is set in boxes, where it can be measured."""
_FIELD = re.compile(r"\{([^{}]*)\}")
_MM = re.compile(r"(\d+(?:\.\d+)?)mm")
_ELSEWHERE = re.compile(r"url\s*\(\s*[\"']?(?!\s*#)|\\|@import|javascript:", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Box:
    """A place that is filled in; all in millimetres. ``what``: "text" or one of DRAWN. ``text`` holds fields in braces; it is set
    ``size`` high where it fits, first smaller, down to ``least``, then in up to ``lines`` lines. Boxes of one ``stack`` (0: none) are laid
    one under the other and centred together, empty ones left out. ``across``: "left", "middle" or "right"."""

    what: str
    left: float
    top: float
    width: float
    height: float
    text: str = ""
    size: float = 0.0
    least: float = 0.0
    lines: int = 1
    weight: int = 600
    across: str = "middle"
    colour: str = "#000000"
    stack: int = 0


@dataclass(frozen=True, slots=True)
class Template:
    """A badge of ``width`` by ``height`` mm: ``art`` is an SVG with COLOURS in braces, ``boxes`` go on top of it."""

    name: str
    width: float
    height: float
    art: str
    boxes: tuple[Box, ...]

    def coloured(self, colours: dict[str, str]) -> str:
        """The art with ``colours`` (each of COLOURS -> #RRGGBB) filled in."""
        return filled(self.art, colours)


def filled(text: str, values: dict[str, str]) -> str:
    """``text`` with each field in braces replaced by its value."""
    return _FIELD.sub(lambda found: values[found[1]], text)


def choose(folder: Path, category: str) -> Template:
    """The template of ``category`` in ``folder``: ``CATEGORY.svg``, else ``default.svg``. Raises TemplateError, FileTrouble."""
    own = folder / f"{category}.svg"
    return read(own if own.is_file() else folder / "default.svg")


def read(path: Path) -> Template:
    """The template in the file at ``path``. Raises TemplateError with all its faults, FileTrouble where there is no such file."""
    try:
        source = path.read_bytes()
    except OSError as error:
        raise FileTrouble(error.strerror or str(error), path=path) from error
    return parse(source, path.name)


def parse(source: bytes, name: str) -> Template:
    """The template that ``source`` is; ``name`` stands in what is said of its faults. Raises TemplateError."""
    if len(source) > MAX_BYTES:
        raise TemplateError(name, faults=[Fault(1, "", "template.large", {"limit": MAX_BYTES // 2**20})])
    reader = _Reader()
    reader.read(source)
    if reader.faults or reader.page is None:
        raise TemplateError(name, faults=reader.faults)
    width, height, scale = reader.page
    boxes = tuple(_scaled(box, scale) for box in reader.boxes)
    return Template(name, width, height, "".join(reader.art), boxes)


def _scaled(box: Box, scale: float) -> Box:
    sides = (box.left * scale, box.top * scale, box.width * scale, box.height * scale)
    return Box(box.what, *sides, box.text, box.size * scale, box.least * scale, box.lines, box.weight, box.across, box.colour, box.stack)


class _Stop(Exception):
    """Nothing after this can be understood."""


@dataclass(slots=True)
class _Reader:
    """What has been read so far: the page (mm, mm, mm a unit), the art without its boxes, the boxes, the faults."""

    page: tuple[float, float, float] | None = None
    art: list[str] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    _open: list[str] = field(default_factory=list)
    _left_out: int = 0
    _moved: int = 0
    _stack: int = 0
    _stacks: int = 0
    _stack_depth: int = 0
    _line: Callable[[], int] = lambda: 1

    def read(self, source: bytes) -> None:
        parser = expat.ParserCreate(namespace_separator=" ")
        self._line = lambda: parser.CurrentLineNumber
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.StartDoctypeDeclHandler = self._doctype
        parser.CharacterDataHandler = self._characters
        try:
            parser.Parse(source, True)
        except _Stop:
            return
        except expat.ExpatError as error:
            self.faults.append(Fault(error.lineno, "", "template.syntax", {"why": expat.ErrorString(error.code)}))

    def _fault(self, sentence: str, **values: object) -> None:
        self.faults.append(Fault(self._line(), "", f"template.{sentence}", values))

    def _doctype(self, *_: object) -> None:
        self._fault("doctype")
        raise _Stop

    def _characters(self, text: str) -> None:
        for found in _FIELD.findall(text):
            self._fault("outside_box", found=found[:40])

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        space, _, element = tag.rpartition(" ")
        self._open.append(element)
        if self._left_out or (space != _SVG and element != "script" and len(self._open) > 1):  # what drawing programs note for themselves
            self._left_out += 1
            return
        if len(self._open) > MAX_DEPTH:
            self._fault("deep", limit=MAX_DEPTH)
            raise _Stop
        if element not in _ELEMENTS or space != _SVG:
            self._fault("element", found=element[:40], allowed=", ".join(sorted(_ELEMENTS)))
            self._left_out = 1
            return
        own = self._attributes(attributes)
        if len(self._open) == 1:
            self._root(element, own)
        elif element == "g" and "data-stack" in own:
            self._stacks += 1
            self._stack, self._stack_depth = self._stacks, len(self._open)
        if "data-text" in own or "data-draw" in own:
            self._box(element, own)
            self._left_out = 1
            return
        if self._moved or "transform" in own:
            self._moved += 1
        plain = {name: value for name, value in own.items() if not name.startswith("data-")}
        root = f' xmlns="{_SVG}"' if len(self._open) == 1 else ""
        self.art.append(f"<{element}{root}{''.join(f' {name}={quoteattr(value)}' for name, value in plain.items())}>")

    def _end(self, tag: str) -> None:
        element = self._open.pop()
        if self._left_out:
            self._left_out -= 1
            return
        self._moved -= bool(self._moved)
        if len(self._open) < self._stack_depth:
            self._stack = self._stack_depth = 0
        self.art.append(f"</{element}>")

    def _attributes(self, attributes: dict[str, str]) -> dict[str, str]:
        """The attributes that are SVG's own, looked through."""
        own = {}
        for key, value in attributes.items():
            name = key.rpartition(" ")[2]
            refused = name.lower().startswith("on") or (name == "href" and not value.startswith("#")) or _ELSEWHERE.search(value)
            if refused:
                self._fault("elsewhere", found=name[:40])
                continue
            known: Iterable[str] = FIELDS if name == "data-text" else COLOURS
            for found in _FIELD.findall(value):
                if found not in known:
                    self._fault("unknown_field", found=found[:40], allowed=", ".join(known))
            if " " not in key:
                own[name] = value
        return own

    def _root(self, element: str, own: dict[str, str]) -> None:
        width, height = _MM.fullmatch(own.get("width", "")), _MM.fullmatch(own.get("height", ""))
        view = own.get("viewBox", "").replace(",", " ").split()
        if element != "svg" or not (width and height):
            self._fault("size")
            raise _Stop
        wide, high = float(width[1]), float(height[1])
        if not (SIDE_MM[0] <= min(wide, high) and max(wide, high) <= SIDE_MM[1]):
            self._fault("side", least=SIDE_MM[0], most=SIDE_MM[1])
            raise _Stop
        try:
            left, top, across, down = map(float, view)
        except ValueError:
            left, top, across, down = 1.0, 1.0, 0.0, 0.0
        if left or top or across <= 0 or abs(across * high - down * wide) > 0.01 * down * wide:
            self._fault("view", width=own["width"], height=own["height"], wide=f"{wide:g}", high=f"{high:g}")
            raise _Stop
        self.page = (wide, high, wide / across)

    def _box(self, element: str, own: dict[str, str]) -> None:
        if element != "rect" or self._moved or "transform" in own:
            self._fault("box")
            return
        what = "text" if "data-text" in own else own["data-draw"]
        if what != "text" and what not in DRAWN:
            self._fault("draw", found=what[:40], allowed=", ".join(DRAWN))
            return
        assert self.page is not None, "the root was read before"
        wide, high = self.page[0] / self.page[2], self.page[1] / self.page[2]
        left, top = self._number(own, "x", 0, wide, 0), self._number(own, "y", 0, high, 0)
        width, height = self._number(own, "width", 0.1, wide - left + 0.01), self._number(own, "height", 0.1, high - top + 0.01)
        size = self._number(own, "data-size", 0.5, high) if what == "text" else 1.0
        across = own.get("data-across", "middle")
        if across not in ("left", "middle", "right"):
            self._fault("across", found=across[:40])
        self.boxes.append(
            Box(
                what, left, top, width, height, own.get("data-text", ""), size,
                least=self._number(own, "data-least", 0.5, size, size),
                lines=round(self._number(own, "data-lines", 1, 4, 1)),
                weight=round(self._number(own, "data-weight", 500, 800, 600)),
                across=across,
                colour=own.get("fill", "#000000"),
                stack=self._stack if what == "text" else 0,
            )
        )  # fmt: skip

    def _number(self, own: dict[str, str], name: str, least: float, most: float, default: float | None = None) -> float:
        """The attribute as a number, in units of the drawing; where it is none or out of bounds that is a fault, and 1 goes on."""
        if name not in own and default is not None:
            return default
        try:
            number = float(own.get(name, ""))
        except ValueError:
            number = float("nan")
        if least <= number <= most:
            return number
        self._fault("number", key=name, found=own.get(name, "")[:40], least=f"{least:g}", most=f"{most:g}")
        return 1.0
