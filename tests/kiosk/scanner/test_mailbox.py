import threading

from kiosk.scanner.frame import Frame
from kiosk.scanner.mailbox import Mailbox
from tests.kiosk.scanner.pictures import scene


def frame(number: int) -> Frame:
    return Frame(scene(size=(4, 4)), number, 0, 0)


def test_only_the_newest_frame_is_handed_out_and_only_once() -> None:
    box = Mailbox()
    for number in (1, 2, 3):
        box.put(frame(number))
    taken = box.take(0)
    assert taken is not None
    assert taken.number == 3
    assert box.take(0) is None
    assert box.dropped == 2


def test_a_waiting_taker_gets_the_frame_that_comes() -> None:
    box = Mailbox()
    got: list[Frame | None] = []
    taker = threading.Thread(target=lambda: got.append(box.take(10)))
    taker.start()
    box.put(frame(7))
    taker.join()
    assert [one.number if one else None for one in got] == [7]


def test_closing_wakes_a_waiting_taker_and_hands_out_nothing_more() -> None:
    box = Mailbox()
    got: list[Frame | None] = []
    taker = threading.Thread(target=lambda: got.append(box.take()))
    taker.start()
    box.close()
    taker.join()
    box.put(frame(1))
    assert got == [None]
    assert box.take(0) is None
    assert box.closed
