"""Tests of ui.screens.gate: what is told, for how long, and what becomes of a touch."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kiosk.model import Answer, Direction, Link, Outcome, Reason
from tests.ui.conftest import MakeGate
from ui.look import Look, Theme, Tone
from ui.parts.menu import Action
from ui.screens.gate import GateScreen
from ui.showcase import GATE, MINUTE, Samples
from ui.sound import Cue
from ui.tongue import Tongue

LEFT = Qt.MouseButton.LeftButton


def told(screen: GateScreen) -> str:
    """The word that stands full-bleed, "" at rest."""
    return screen.verdict.poster.word if screen.verdict.isVisible() and screen.verdict.poster else ""


HOLDS = [
    (Outcome.ADMIT, Reason.ADMITTED, (), 1500),
    (Outcome.ATTENTION, Reason.NEEDS_ID, (), 3000),
    (Outcome.REFUSE, Reason.EXPIRED, (), 3000),
    (Outcome.REFUSE, Reason.WRONG_ZONE, ("global",), 5000),
    (Outcome.REPEAT, Reason.JUST_SCANNED, (), 1500),
]


@pytest.mark.parametrize(("outcome", "reason", "go_to", "hold"), HOLDS)
def test_a_verdict_holds_as_long_as_it_takes_to_read(
    gate: MakeGate, samples: Samples, outcome: Outcome, reason: Reason, go_to: tuple[str, ...], hold: int
) -> None:
    screen = gate()
    screen.show_answer(samples.answer(outcome, reason, go_to=go_to))
    assert screen.hold.isActive()
    assert screen.hold.interval() == hold
    screen.hold.timeout.emit()
    assert told(screen) == ""
    assert screen.prompt.quiet is None


def test_the_next_badge_replaces_any_verdict_at_once(gate: MakeGate, samples: Samples) -> None:
    screen = gate()
    for answer, word in (
        (samples.admitted(), "Welcome"),
        (samples.wrong_zone(), "Not this zone"),
        (samples.already_inside(), "Already in"),
        (samples.admitted(), "Welcome"),
    ):
        screen.show_answer(answer)
        assert told(screen) == word
    assert screen.hold.interval() == 1500


def test_a_verdict_is_painted_in_its_first_frame_and_says_so_once(gate: MakeGate, samples: Samples, qtbot: QtBot) -> None:
    screen = gate(look=Look())  # with motion: the field must not wait for it
    answer = samples.wrong_zone()
    with qtbot.waitSignal(screen.verdict_painted) as painted:
        screen.show_answer(answer)
    assert painted.args == [answer.record.row, answer.frame]
    colour = screen.grab().toImage().pixelColor(640, 130).name().upper()
    assert colour == Look().field(Tone.REFUSE).field
    with qtbot.assertNotEmitted(screen.verdict_painted):
        screen.verdict.repaint()


def test_a_repeat_of_the_badge_just_welcomed_leaves_its_welcome_standing(gate: MakeGate, samples: Samples) -> None:
    screen = gate()
    welcome = samples.admitted()
    screen.show_answer(welcome)
    screen.show_answer(again(samples, welcome))
    assert told(screen) == "Welcome"


def test_a_repeat_of_another_badge_is_told_quietly_in_the_bar(gate: MakeGate, samples: Samples) -> None:
    screen = gate()
    screen.show_answer(samples.wrong_zone())
    screen.show_answer(samples.answer(Outcome.REPEAT, Reason.JUST_SCANNED))
    assert told(screen) == ""
    assert screen.prompt.quiet == ("All set", "We have just read this badge. Please go on in.")


def again(samples: Samples, first: Answer) -> Answer:
    """The badge of ``first`` read once more."""
    repeat = samples.answer(Outcome.REPEAT, Reason.JUST_SCANNED)
    record = type(repeat.record)(
        **{name: getattr(repeat.record, name) for name in repeat.record.__slots__ if name != "code_hash"}, code_hash=first.record.code_hash
    )
    return Answer(record, repeat.verdict, repeat.inside)


def test_staff_may_let_in_where_the_rules_allow_it_and_only_there(gate: MakeGate, samples: Samples) -> None:
    screen = gate()
    for answer, offered in (
        (samples.already_inside(), True),
        (samples.wrong_zone(), True),
        (samples.admitted(), False),
        (samples.answer(Outcome.REFUSE, Reason.NOT_OUR_CODE, ""), False),
    ):
        screen.show_answer(answer)
        assert screen.verdict.staff.isVisible() is offered, answer.verdict.reason


def test_an_override_asks_for_a_reason_and_six_digits_and_names_the_row(gate: MakeGate, samples: Samples, qtbot: QtBot) -> None:
    screen = gate()
    answer = samples.already_inside()
    screen.show_answer(answer)
    QTest.mouseClick(screen.verdict.staff, LEFT)
    pad = screen.staffing.pin
    assert pad.isVisible()
    for digit in "135790":
        QTest.mouseClick(pad.digits[int(digit)], LEFT)
    assert pad.message == "Please choose a reason."
    with qtbot.waitSignal(screen.override_wished) as wished:
        QTest.mouseClick(pad.reasons[0], LEFT)
    assert wished.args == [answer.record.row, "135790", "id_checked"]


def test_a_wrong_pin_is_said_and_asked_again_and_a_right_one_closes_the_pad(gate: MakeGate, samples: Samples, qtbot: QtBot) -> None:
    screen = gate()
    screen.staffing.choose(samples.already_inside())
    screen.staffing.pin.choose("id_checked")
    QTest.keyClicks(screen.staffing.pin, "111111")
    screen.show_override_result(False, "error.pin_wrong", {"left": 4, "minutes": 1})
    assert "4" in screen.staffing.pin.message
    assert screen.staffing.pin.entered == 0
    with qtbot.waitSignal(screen.override_wished):
        QTest.keyClicks(screen.staffing.pin, "222222")
    screen.show_override_result(True)
    assert not screen.staffing.pin.isVisible()


def test_a_row_of_an_admission_can_be_taken_back(gate: MakeGate, qtbot: QtBot) -> None:
    screen = gate()
    first = screen.recent.answers[0]
    QTest.mouseClick(screen.recent.rows[0], LEFT)
    screen.staffing.pin.choose("turned_back")
    with qtbot.waitSignal(screen.undo_wished) as wished:
        QTest.keyClicks(screen.staffing.pin, "246802")
    assert wished.args == [first.record.row, "246802", "turned_back"]


def test_a_badge_read_while_staff_is_busy_is_still_told(gate: MakeGate, samples: Samples) -> None:
    screen = gate()
    screen.staffing.choose(samples.already_inside())
    screen.show_answer(samples.wrong_zone())
    news = screen.staffing.pin._news
    assert news is not None
    assert (news.tone, news.category) == (Tone.REFUSE, "Visitor")
    assert screen.childAt(QPoint(900, 150)) in (screen.staffing.pin, *screen.staffing.pin.children()), "the pad stays on top"


def test_one_touch_switches_everything_that_stands_there(gate: MakeGate, samples: Samples, tongue: Tongue, qtbot: QtBot) -> None:
    screen = gate("ko")
    screen.show_answer(samples.wrong_zone())
    assert told(screen) == "다른 구역"
    with qtbot.waitSignal(screen.language_wished) as wished:
        QTest.mouseClick(screen.verdict.language, LEFT)
    assert wished.args == ["en"]
    tongue.speak("en")
    screen.set_language("en")
    poster = screen.verdict.poster
    assert poster is not None
    assert poster.place is not None
    assert (poster.word, poster.zone, poster.place.name) == ("Not this zone", "Smart Life", "Global Pavilion")
    assert screen.hold.interval() == 5000, "the time to read it is not cut"
    assert screen.head.entry.text() == "Entry"
    assert screen.recent.rows[0].category == "Visitor"


def test_a_fault_covers_everything_until_it_is_mended(gate: MakeGate, samples: Samples) -> None:
    screen = gate()
    screen.show_answer(samples.admitted())
    screen.show_fault("error.cannot_record")
    assert told(screen) == "Paused"
    screen.show_answer(samples.admitted())
    assert told(screen) == "Paused", "nobody is shown as admitted while nothing can be recorded"
    assert not screen.hold.isActive()
    screen.clear_fault()
    assert told(screen) == ""


def test_the_alarm_of_a_fault_sounds_again_until_someone_touches(gate: MakeGate, qtbot: QtBot) -> None:
    screen = gate()
    heard: list[Cue] = []
    screen.cue_wished.connect(heard.append)
    screen.show_fault("error.cannot_record")
    assert screen.alarm.interval() == 10_000
    screen.alarm.timeout.emit()
    assert heard == [Cue.FAULT, Cue.FAULT]
    QTest.mouseClick(screen.verdict, LEFT, Qt.KeyboardModifier.NoModifier, QPoint(600, 300))
    assert not screen.alarm.isActive()


def test_a_verdict_asks_for_its_own_sound(gate: MakeGate, samples: Samples) -> None:
    screen = gate()
    heard: list[Cue] = []
    screen.cue_wished.connect(heard.append)
    screen.show_answer(samples.admitted())
    screen.show_answer(samples.admitted(reason=Reason.ADMITTED_AGAIN))
    screen.show_answer(samples.answer(Outcome.ADMIT, Reason.EXIT_RECORDED))
    screen.show_answer(samples.already_inside())
    screen.show_answer(samples.wrong_zone())
    screen.show_answer(samples.answer(Outcome.REPEAT, Reason.JUST_SCANNED))
    assert heard == [Cue.ADMIT, Cue.AGAIN, Cue.EXIT, Cue.ATTENTION, Cue.REFUSE, Cue.REPEAT]


def test_offline_is_said_large_with_what_is_known_and_what_is_not(gate: MakeGate, samples: Samples) -> None:
    screen = gate()
    calm = screen.strip.height()
    screen.set_link(Link(online=False, offline_since=samples.now - 21 * MINUTE, roster_as_of=None, unsent=37))
    assert screen.strip.alarming
    assert screen.strip.height() > 2 * calm
    assert screen.strip.status.since == "10:21"
    values = {item.label: item.value for item in screen.strip.items()}
    assert (values["Unsent"], values["List"]) == ("37", "unknown")
    assert screen.count.stale == "21 min"
    screen.set_link(Link(online=True, roster_as_of=samples.now))
    assert screen.strip.height() == calm
    assert screen.count.stale == ""


def test_before_anything_is_known_nothing_is_claimed(samples: Samples, qtbot: QtBot, fonts: None) -> None:
    screen = GateScreen(samples.programme, "smart-life", GATE, "en", Look())
    qtbot.addWidget(screen)
    screen.resize(1280, 800)
    screen.show()
    assert [item.value for item in screen.strip.items()] == ["unknown", "unknown", "unknown", "unknown"]
    assert screen.count.inside is None


def test_a_lost_camera_is_said_in_the_picture_and_on_the_strip(gate: MakeGate, picture: QImage) -> None:
    screen = gate()
    screen.set_camera("camera.lost")
    assert screen.picture.trouble is not None
    assert {item.label: item.value for item in screen.strip.items()}["Camera"] == "lost"
    asked = [screen.prompt.blind]  # nobody is asked to hold a badge up in vain
    screen.set_camera("camera.ok")
    assert [*asked, screen.prompt.blind] == [True, False]
    screen.set_frame(picture)
    assert screen.picture.trouble is None


def test_the_direction_in_force_is_shown_and_another_one_asked_for(gate: MakeGate, qtbot: QtBot) -> None:
    screen = gate()
    with qtbot.waitSignal(screen.direction_wished) as wished:
        QTest.mouseClick(screen.head.exit, LEFT)
    assert wished.args == [Direction.EXIT]
    assert screen.head.direction is Direction.ENTRY, "only the station decides"
    screen.set_direction(Direction.EXIT)
    assert screen.head.exit.style_of.fill == Look().palette.ink


def test_a_code_is_typed_on_the_screens_own_keys(gate: MakeGate, qtbot: QtBot) -> None:
    screen = gate()
    QTest.mouseClick(screen.prompt.typing, LEFT)
    pad = screen.staffing.code
    for letter in "K7QF2MZR5DAX3VNE":
        QTest.mouseClick(pad.keys[letter], LEFT)
    with qtbot.waitSignal(screen.code_typed) as typed:
        QTest.mouseClick(pad.done, LEFT)
    assert typed.args == ["K7QF2MZR5DAX3VNE"]
    assert not pad.isVisible()


def test_the_menu_hands_on_what_is_chosen_and_asks_twice_before_leaving(gate: MakeGate, qtbot: QtBot) -> None:
    screen = gate()
    screen.set_actions([Action("webcam", "Use webcam", "webcam")])
    QTest.mouseClick(screen.head.menu, LEFT)
    menu = screen.staffing.menu
    with qtbot.waitSignal(screen.theme_wished) as theme:
        QTest.mouseClick(menu.themes[Theme.DARK], LEFT)
    assert theme.args == [Theme.DARK]
    with qtbot.waitSignal(screen.mute_wished) as muted:
        QTest.mouseClick(menu.sound, LEFT)
    assert muted.args == [True]
    with qtbot.assertNotEmitted(screen.leave_wished):
        QTest.mouseClick(menu.leave, LEFT)
    with qtbot.waitSignal(screen.leave_wished):
        QTest.mouseClick(menu.leave, LEFT)
    with qtbot.waitSignal(screen.action_wished) as action:
        QTest.mouseClick(menu.extra[0], LEFT)
    assert action.args == ["webcam"]
    assert not menu.isVisible()


def test_a_guarded_menu_opens_only_after_the_pin(qtbot: QtBot, fonts: None, samples: Samples) -> None:
    screen = GateScreen(samples.programme, "smart-life", GATE, "en", Look(), guarded=True)
    qtbot.addWidget(screen)
    screen.resize(1280, 800)
    screen.show()
    QTest.mouseClick(screen.head.menu, LEFT)
    assert not screen.staffing.menu.isVisible()
    with qtbot.waitSignal(screen.staff_wished) as wished:
        QTest.keyClicks(screen.staffing.pin, "123456")
    assert wished.args == ["123456"]
    screen.show_staff_result(True)
    assert screen.staffing.menu.isVisible()


def test_another_look_is_taken_on_everywhere(gate: MakeGate) -> None:
    screen = gate()
    screen.dress(Look(Theme.HIGH))
    assert screen.recent.rows[0].look.high
    assert screen.verdict.strip.look.high
    assert screen.staffing.code.keys["A"].look.high
    assert screen.grab().toImage().pixelColor(5, 400).name() == "#000000"


def test_with_motion_a_verdict_fades_away_and_without_it_is_gone_at_once(gate: MakeGate, samples: Samples, qtbot: QtBot) -> None:
    moving = gate(look=Look())
    moving.show_answer(samples.admitted())
    with qtbot.waitSignal(moving.verdict.left):
        moving.hold.timeout.emit()
        assert moving.verdict.isVisible()
    still = gate(look=Look(reduce_motion=True))
    still.show_answer(samples.admitted())
    still.hold.timeout.emit()
    assert not still.verdict.isVisible()


def test_the_frame_of_a_camera_is_shown_in_both_pictures(gate: MakeGate, samples: Samples) -> None:
    screen = gate()
    red = QImage(640, 360, QImage.Format.Format_RGB32)
    red.fill(Qt.GlobalColor.red)
    screen.set_frame(red, [[(10, 10), (60, 10), (60, 60), (10, 60)]])
    assert screen.grab().toImage().pixelColor(440, 380).name() == "#ff0000"
    screen.show_answer(samples.answer(Outcome.ATTENTION, Reason.ALREADY_INSIDE, ago=timedelta(minutes=1)))
    assert screen.grab().toImage().pixelColor(1120, 618).name() == "#ff0000"
