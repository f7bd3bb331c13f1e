"""Tests of ui.parts.walk_in_form, form, consents and badge_view: filled in by keyboard alone, what is asked, said and kept."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from kiosk.printing.template import choose
from kiosk.programme import Programme
from kiosk.walk_in import Field, Form
from ui.arrange import canvas
from ui.badges import TEMPLATES
from ui.look import Look
from ui.parts.form_line import FormLine
from ui.parts.keyboard import Layer
from ui.parts.walk_in_form import Step, WalkInForm
from ui.showcase import load_programme

KEYS = Qt.Key


@pytest.fixture
def programme() -> Programme:
    return load_programme()


@pytest.fixture
def form(qtbot: QtBot, fonts: None, programme: Programme) -> Iterator[WalkInForm]:
    """On a screen of its own, begun at the registration desk."""
    window = QWidget()
    window.resize(1280, 800)
    qtbot.addWidget(window)
    made = WalkInForm(Look(reduce_motion=True), window)
    made.on = canvas(1280, 800)
    made.place(made.on.whole, made.on.unit)
    made.show_templates({each.id: choose(TEMPLATES, each.id) for each in programme.categories})
    zone = programme.zone("registration")
    assert zone is not None
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    made.begin(programme, zone, "en")
    yield made
    made.close_up()


def here(form: WalkInForm) -> FormLine:
    """Whose turn it is."""
    return next(line for line in form.entries if line.line.hasFocus())


def page(form: WalkInForm) -> Step:
    """The page that is open."""
    return form.page


def press(key: Qt.Key) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key)


def given(form: WalkInForm) -> list[tuple[str, Form]]:
    """What is asked to be registered from here on."""
    found: list[tuple[str, Form]] = []
    form.register_wished.connect(lambda id_, entered: found.append((id_, entered)))
    return found


def consent(form: WalkInForm, *answers: bool) -> None:
    for (yes, no), agreed in zip(form.consents.buttons, answers, strict=False):
        (yes if agreed else no).click()


def test_it_is_filled_in_with_the_keyboard_alone_and_asks_for_what_is_missing_on_the_way(form: WalkInForm) -> None:
    wished = given(form)
    here(form).line.insert("한서윤")
    press(KEYS.Key_Return)
    assert form.keyboard.layer is Layer.SIGNS  # figures for a telephone number
    QTest.keyClicks(here(form).line, "010-0000-23")
    for _ in range(3):
        press(KEYS.Key_Return)
    assert page(form) is Step.PERSON
    assert here(form).fault == "Digits still to come: 2."
    QTest.keyClicks(here(form).line, "45")
    assert here(form).fault == ""
    for _ in range(3):
        press(KEYS.Key_Return)
    assert page(form) is Step.CONSENT
    for _ in range(3):
        press(KEYS.Key_Tab)
    focused = QApplication.focusWidget()
    assert focused is not None
    assert form.isAncestorOf(focused)  # Tab does not lead out
    consent(form, True, False)
    form.next_.click()
    assert (wished, form.message) == ([], "Something is still missing. Please see the places marked.")
    consent(form, True, False, False)
    form.next_.click()
    form.next_.click()
    assert len(wished) == 1  # pressed twice, asked once
    assert wished[0][1] == Form(
        "visitor", "한서윤", "010-0000-2345", consents=(("use", True), ("exhibitors", False), ("news", False))
    )  # fmt: skip


def test_a_child_needs_a_guardian_who_agrees(form: WalkInForm) -> None:
    wished = given(form)
    form.fill(Field.NAME, "한별")
    form.fill(Field.PHONE, "010-0000-2345")
    form.young.click()
    form.next_.click()
    assert page(form) is Step.GUARDIAN
    form.next_.click()
    assert here(form).fault == "Please enter the guardian's name."
    form.fill("guardian", "한도담")
    form.fill("guardian_phone", "010-0000-1111")
    form.next_.click()
    assert (page(form), form.message) == (Step.GUARDIAN, "The guardian has to agree.")
    form.agreed.click()
    form.next_.click()
    assert form.hint == "The guardian answers for them."
    consent(form, True, True, True)
    form.next_.click()
    entered = wished[0][1]
    assert (entered.under_age, entered.guardian, entered.guardian_agrees) == (True, "한도담", True)


def test_another_category_asks_for_other_things_and_another_language_keeps_what_stands_there(form: WalkInForm) -> None:
    form.fill(Field.NAME, "Amina Diallo")
    form.choose("delegate")
    assert [line.label for line in form.asked()] == ["Name", "Company", "E-mail"]
    assert [line.mark for line in form.asked()] == ["required", "required", "optional"]
    form.speak("ko")
    assert form.form.name == "Amina Diallo"
    form.next_.click()
    assert here(form).fault == "소속을 넣어 주세요."


@pytest.mark.parametrize(
    "name",
    [
        "Maximiliana Fernández-van der Berg-Østergård de Souza Limaaaa",
        unicodedata.normalize("NFD", "똠방각하"),
        "محمد علي",
        "민지 \U0001faa9",
        "\u202eevil\u202c 홍",
    ],
)
def test_any_name_is_shown_on_the_badge_beforehand_and_what_no_font_has_is_told(form: WalkInForm, name: str) -> None:
    form.fill(Field.NAME, name)
    form.fill(Field.PHONE, "+49 30 0000000")
    form.next_.click()
    assert page(form) is Step.CONSENT
    assert form.view.face is not None
    assert form.view.face.name == unicodedata.normalize("NFC", name).replace("\u202e", "").replace("\u202c", "")
    form.grab()
    assert form.view.overflowing == []
    assert ("\U0001faa9" in form.view.unprintable) == ("\U0001faa9" in name)
    assert form.view.face.code == "A" * 16  # the code of nobody's badge


def test_leaving_asks_twice_where_something_would_be_lost_and_once_where_nothing_would(form: WalkInForm) -> None:
    form.fill(Field.NAME, "한별")
    press(KEYS.Key_Escape)
    assert form.isVisible()
    press(KEYS.Key_Escape)
    assert not form.isVisible()
    assert form._programme is not None
    assert form._zone is not None
    form.begin(form._programme, form._zone, "en")
    assert form.form.name == ""
    press(KEYS.Key_Escape)
    assert not form.isVisible()
