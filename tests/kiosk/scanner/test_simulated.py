from collections.abc import Iterator

import numpy as np
import pytest

from kiosk.scanner.decode import Decoder
from kiosk.scanner.presence import Presence
from kiosk.scanner.props import prop, symbol
from kiosk.scanner.simulated import Show, ShowKind, SimulatedCamera
from tests.kiosk.scanner.pictures import Pixels

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"


def codes(count: int, length: int, seed: int) -> list[str]:
    rng = np.random.default_rng(seed)
    return ["".join(LETTERS[i] for i in rng.integers(0, 32, length)) for _ in range(count)]


def readings(shows: list[Show], seed: int) -> list[str]:
    """What the live reader makes of the shows at ten frames a second, a slow tablet's rate."""
    camera = SimulatedCamera(shows, seed=seed, paced=False)
    decoder, presence = Decoder(), Presence()
    texts: list[str] = []
    frames = round(sum(one.hold_s + 3.0 for one in shows) * 30) + 60
    for number in range(frames):
        image = camera.read()
        if number % 3 == 0:
            texts += [one.text for one in presence.see(decoder.read(image), number * 33_333)]
    return texts


def test_nearly_every_show_is_read_once_and_none_wrongly() -> None:
    shows = [Show(code, hold_s=0.7) for code in codes(6, 16, 1)]
    shows += [Show(code, title="BUYER", band_rgb=(132, 71, 11)) for code in codes(2, 122, 2)]
    shows += [Show("C" + code, kind=ShowKind.PHONE, title="CONFIRMATION") for code in codes(2, 16, 3)]
    shows += [Show("C" + code, kind=ShowKind.PHONE_DARK, title="CONFIRMATION") for code in codes(2, 16, 4)]
    shows += [Show("https://example.com/menu?table=12", kind=ShowKind.FLYER)]
    read = readings(shows, seed=5)
    wanted = [one.code for one in shows]
    assert [text for text in read if text not in wanted] == []
    assert len(read) == len(set(read))
    assert len(read) >= len(wanted) - 1


def frames(seed: int, count: int = 90) -> list[Pixels]:
    camera = SimulatedCamera([Show("A" * 16)], seed=seed, paced=False)
    return [camera.read() for _ in range(count)]


def test_the_same_seed_gives_the_same_pictures_and_another_seed_others() -> None:
    first, again, other = frames(1, 40), frames(1, 40), frames(2, 40)
    assert all(np.array_equal(a, b) for a, b in zip(first, again, strict=True))
    assert not np.array_equal(first[-1], other[-1])


def test_pictures_have_the_size_asked_for_and_nobody_stands_there_between_two() -> None:
    camera = SimulatedCamera([Show("A" * 16)], size=(640, 360), paced=False)
    seen = []
    for _ in range(140):
        image = camera.read()
        assert image.shape == (360, 640, 3)
        assert image.dtype == np.uint8
        seen.append(camera.showing is not None)
    assert not seen[0]
    assert any(seen)
    assert not seen[-1]
    assert not camera.ended


def test_the_next_show_is_asked_for_only_when_its_turn_comes() -> None:
    asked: list[int] = []

    def shows() -> Iterator[Show]:
        for n in range(3):
            asked.append(n)
            yield Show("A" * 16)

    camera = SimulatedCamera(shows(), paced=False)
    camera.read()
    assert asked == []
    for _ in range(40):
        camera.read()
    assert asked == [0]


@pytest.mark.parametrize("kind", list(ShowKind))
def test_every_prop_has_a_hand_and_is_opaque_where_its_code_is(kind: ShowKind) -> None:
    made = prop(Show("A" * 16, kind=kind), (214, 172, 136))
    assert made.plain.shape == made.held.shape
    assert not np.array_equal(made.plain, made.held)
    height, width = made.plain.shape[:2]
    assert made.plain[height // 2, width // 2, 3] == 255
    assert made.plain[0, 0, 3] == 0


def test_a_symbol_is_drawn_in_whole_pixels_and_fits() -> None:
    for text in ("A" * 16, "A" * 122):
        drawn = symbol(text, 228)
        assert drawn.shape[0] == drawn.shape[1] <= 228
        assert drawn.shape[0] > 180
