"""Tests of kiosk.printing.template: what comes with the program is read; what may not stand in a template is named with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

import assets
from kiosk.catalogue import LANGUAGES
from kiosk.errors import FileTrouble, TemplateError
from kiosk.printing.template import COLOURS, Template, choose, parse
from kiosk.wording import complaint

SHIPPED = Path(assets.__file__).parent / "badges"
HEAD = '<svg xmlns="http://www.w3.org/2000/svg" width="86mm" height="124mm" viewBox="0 0 86 124">\n'


def written(inside: str, head: str = HEAD) -> Template:
    return parse(f"{head}{inside}\n</svg>".encode(), "vip.svg")


def faults(inside: str, head: str = HEAD) -> list[tuple[int, str]]:
    with pytest.raises(TemplateError) as caught:
        parse(f"{head}{inside}\n</svg>".encode(), "vip.svg")
    for lang in LANGUAGES:
        told = complaint(caught.value, lang)
        assert "vip.svg" in told
        assert str(caught.value.faults[0].line) in told
    return [(fault.line, fault.sentence.removeprefix("template.")) for fault in caught.value.faults]


@pytest.mark.parametrize(("folder", "size"), [("", (86, 124)), ("label", (62, 100))])
def test_the_templates_that_come_with_the_program_are_whole(folder: str, size: tuple[float, float]) -> None:
    template = choose(SHIPPED / folder, "visitor")
    assert (template.width, template.height) == size
    assert {box.what for box in template.boxes} == {"text", "qr", "zones"}
    assert "{name}" in {box.text for box in template.boxes}
    assert "{" not in template.coloured(dict.fromkeys(COLOURS, "#123456"))


def test_a_category_has_a_template_of_its_own_or_the_default_one(tmp_path: Path) -> None:
    (tmp_path / "default.svg").write_text(f"{HEAD}</svg>")
    (tmp_path / "vip.svg").write_text(f"{HEAD}</svg>")
    assert choose(tmp_path, "vip").name == "vip.svg"
    assert choose(tmp_path, "press").name == "default.svg"
    with pytest.raises(FileTrouble):
        choose(tmp_path / "none", "vip")


def test_a_box_is_in_millimetres_whatever_the_units_of_the_drawing() -> None:
    head = HEAD.replace("0 0 86 124", "0 0 860 1240")
    template = written(
        '<rect data-text="{name}" x="50" y="290" width="760" height="290" data-size="230" data-least="110" data-lines="2"/>', head
    )
    (box,) = template.boxes
    assert (box.left, box.top, box.width, box.height) == pytest.approx((5, 29, 76, 29))
    assert (box.size, box.least) == pytest.approx((23, 11))
    assert box.lines == 2
    assert "rect" not in template.art


def test_boxes_of_a_stack_belong_together() -> None:
    box = '<rect data-text="{name}" width="9" height="9" data-size="5"/>'
    template = written(f'<g data-stack=""><g>{box}</g>{box}</g>{box}<g data-stack="">{box}</g>')
    assert [one.stack for one in template.boxes] == [1, 1, 0, 2]


def test_what_a_drawing_program_notes_for_itself_is_left_out() -> None:
    head = HEAD.replace("<svg ", '<svg xmlns:ink="http://ink.example/ns" ink:version="1" ')
    template = written(
        '<ink:view><ink:guide on="1"/></ink:view>\n<!-- a note -->\n<rect width="5" height="5" fill="{band}" ink:label="band"/>', head
    )
    assert "ink" not in template.art
    assert 'fill="#102030"' in template.coloured({"band": "#102030"})


REFUSED = {
    "<script>alert(1)</script>": "element",
    '<x:script xmlns:x="http://www.w3.org/1999/xhtml">alert(1)</x:script>': "element",
    "<style>@import url(http://a.example/x.css);</style>": "element",
    "<foreignObject/>": "element",
    '<image href="file:///etc/passwd"/>': "element",
    "<text>Visitor</text>": "element",
    '<rect onclick="go()" width="1" height="1"/>': "elsewhere",
    '<rect fill="url(http://a.example/x.svg#a)" width="1" height="1"/>': "elsewhere",
    '<rect fill="url( \'file:///x.svg#a\')" width="1" height="1"/>': "elsewhere",
    '<rect style="fill:u\\72l(x.svg)" width="1" height="1"/>': "elsewhere",
    '<linearGradient xmlns:l="http://www.w3.org/1999/xlink" l:href="http://a.example/x.svg"/>': "elsewhere",
    '<rect data-text="{nickname}" width="9" height="9" data-size="5"/>': "unknown_field",
    '<rect data-text="{}" width="9" height="9" data-size="5"/>': "unknown_field",
    '<rect fill="{name}" width="9" height="9"/>': "unknown_field",
    "<title>{name}</title>": "outside_box",
    '<circle data-text="{name}" data-size="5"/>': "box",
    '<g transform="rotate(90)"><rect data-text="{name}" width="9" height="9" data-size="5"/></g>': "box",
    '<rect data-draw="photo" width="9" height="9"/>': "draw",
    '<rect data-text="{name}" width="9" height="9"/>': "number",
    '<rect data-text="{name}" width="90" height="9" data-size="5"/>': "number",
    '<rect data-text="{name}" width="9" height="9" data-size="5" data-least="nan"/>': "number",
    '<rect data-text="{name}" width="9" height="9" data-size="5" data-across="center"/>': "across",
    "<g>": "syntax",
}


@pytest.mark.parametrize("inside", REFUSED)
def test_what_may_not_stand_in_a_template_is_named_with_its_line(inside: str) -> None:
    found = faults(f"\n{inside}")
    assert (3 if REFUSED[inside] != "syntax" else 4, REFUSED[inside]) in found


def test_a_gradient_of_its_own_is_allowed() -> None:
    assert "url(#a)" in written('<defs><linearGradient id="a"/></defs><rect fill="url(#a)" width="5" height="5"/>').art


def test_every_fault_is_told_at_once() -> None:
    assert faults('<image/>\n<rect data-text="{who}" width="9" height="9" data-size="5"/>') == [(2, "element"), (3, "unknown_field")]


def test_no_entity_is_ever_declared() -> None:
    bomb = '<!DOCTYPE svg [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>\n'
    assert faults("<title>&b;</title>", bomb + HEAD) == [(1, "doctype")]
    outside = '<!DOCTYPE svg SYSTEM "file:///etc/passwd">\n'
    assert faults("", outside + HEAD) == [(1, "doctype")]


@pytest.mark.parametrize(
    ("head", "fault"),
    [
        ('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 86 124">', "size"),
        ('<svg xmlns="http://www.w3.org/2000/svg" width="86mm" height="124mm" viewBox="0 0 124 86">', "view"),
        ('<svg xmlns="http://www.w3.org/2000/svg" width="86mm" height="124mm">', "view"),
        ('<svg xmlns="http://www.w3.org/2000/svg" width="5mm" height="124mm" viewBox="0 0 5 124">', "side"),
        ('<svg width="86mm" height="124mm" viewBox="0 0 86 124">', "element"),
    ],
)
def test_a_drawing_without_a_size_on_paper_is_refused(head: str, fault: str) -> None:
    assert faults("", head) == [(1, fault)]


def test_a_file_too_large_or_nested_too_deep_is_refused() -> None:
    assert faults("<g>" * 30 + "</g>" * 30) == [(2, "deep")]
    assert faults(" " * 2**20) == [(1, "large")]
