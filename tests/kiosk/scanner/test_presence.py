from hypothesis import given
from hypothesis import strategies as st

from kiosk.scanner.found import Found
from kiosk.scanner.presence import GAP_US, STALL_US, Presence

STEP = 33_333


def code(text: str, left: int = 0) -> Found:
    return Found(text, "QRCode", ((left, 0), (left + 9, 0), (left + 9, 9), (left, 9)))


def texts(found: list[Found]) -> list[str]:
    return [one.text for one in found]


def test_a_badge_held_in_view_is_one_reading_however_long() -> None:
    presence = Presence()
    read = [texts(presence.see([code("A")], n * STEP)) for n in range(300)]
    assert read == [["A"]] + [[]] * 299


def test_a_few_missed_frames_do_not_make_a_second_reading() -> None:
    presence = Presence()
    presence.see([code("A")], 0)
    for n in range(1, 20):
        presence.see([], n * STEP)
    assert presence.see([code("A")], 20 * STEP) == []


def test_a_badge_that_comes_back_within_the_gap_is_held_and_after_it_is_read_again() -> None:
    presence = Presence()
    presence.see([code("A")], 0)
    presence.see([], STEP)
    assert presence.see([code("A")], STEP + GAP_US) == []
    presence.see([], 2 * STEP + GAP_US)
    assert texts(presence.see([code("A")], 2 * STEP + 2 * GAP_US + 1)) == ["A"]


def test_a_camera_that_falters_misses_nothing_one_that_was_away_for_long_starts_anew() -> None:
    presence = Presence()
    presence.see([code("A")], 0)
    assert presence.see([code("A")], 2 * GAP_US) == []
    assert presence.see([code("A")], 2 * GAP_US + STALL_US) == []
    assert texts(presence.see([code("A")], 2 * GAP_US + 2 * STALL_US + 1)) == ["A"]


def test_another_badge_takes_over_in_its_first_frame() -> None:
    presence = Presence()
    presence.see([code("A")], 0)
    assert texts(presence.see([code("B")], STEP)) == ["B"]
    assert texts(presence.see([code("A"), code("C", 50)], 2 * STEP)) == ["C"]


def test_two_badges_side_by_side_are_both_read_left_to_right_in_whatever_order_they_were_found() -> None:
    assert texts(Presence().see([code("A", 500), code("B", 20)], 0)) == ["B", "A"]
    assert texts(Presence().see([code("B", 20), code("A", 500)], 0)) == ["B", "A"]


def test_the_same_text_twice_in_one_frame_is_one_reading() -> None:
    assert texts(Presence().see([code("A", 0), code("A", 300)], 0)) == ["A"]


@given(st.lists(st.tuples(st.sets(st.sampled_from("ABCD"), max_size=3), st.integers(0, 400_000)), max_size=60))
def test_between_two_readings_of_one_text_frames_missed_it_for_longer_than_the_gap(frames: list[tuple[set[str], int]]) -> None:
    presence = Presence()
    now = 0
    history: list[tuple[int, set[str]]] = []
    for seen, step in frames:
        now += step
        arrived = set(texts(presence.see([code(text) for text in seen], now)))
        assert arrived == {text for text in seen if is_new(text, history, now)}
        history.append((now, seen))


def is_new(text: str, history: list[tuple[int, set[str]]], now: int) -> bool:
    """By looking back: never seen, or the first frame since the last sighting was longer ago than the gap."""
    sightings = [index for index, (_, seen) in enumerate(history) if text in seen]
    missing = history[sightings[-1] + 1 :] if sightings else []
    return not sightings or bool(missing and now - missing[0][0] > GAP_US)


@given(st.lists(st.integers(1, GAP_US // STEP), max_size=20), st.integers(1, 40))
def test_a_badge_blinking_for_less_than_the_gap_is_one_reading_however_often(misses: list[int], held: int) -> None:
    presence = Presence()
    frames = [seen for missed in misses for seen in [True] * held + [False] * missed] + [True]
    readings = [texts(presence.see([code("A")] if seen else [], number * STEP)) for number, seen in enumerate(frames)]
    assert sum(map(len, readings)) == 1
