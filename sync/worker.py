"""The sync thread: one round after the other, when to begin the next and what to do after a failure; knows no HTTP and no screen.

Rounds go at once after a commit, once a second while idle or, while changes are pushed, every ten, and after a failure at a random moment
of a window that doubles from 1 s to 60 s (full jitter), so that a thousand stations do not come back as one. Nothing heavy is imported
before the thread runs.
"""

from __future__ import annotations

import logging
import random
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from time import monotonic
from typing import TYPE_CHECKING

from kiosk.clock import Clock
from kiosk.errors import BatchRefused, KioskError, UpstreamBusy, UpstreamDenied, UpstreamError
from kiosk.model import Link
from sync.health import Health

if TYPE_CHECKING:
    from sync.pushes import Pushes
    from sync.round import Round

log = logging.getLogger(__name__)

MAX_BATCH = 500
"""As ``sync.wire.MAX_BATCH``, which is too heavy to import before the first screen."""


@dataclass(frozen=True, slots=True)
class Pace:
    """Seconds: ``idle`` between rounds with nothing to say, ``listening`` while changes are pushed; ``first`` and ``most`` the narrowest
    and widest window of the back-off; ``slow`` the window after the server has turned this station away."""

    idle: float = 1.0
    listening: float = 10.0
    first: float = 1.0
    most: float = 60.0
    slow: float = 60.0


PACE = Pace()
STOP_S = 5.0


def backoff(failures: int, pace: Pace, chance: float) -> float:
    """Seconds to wait after that many failures in a row (1, 2, ...): ``chance`` (0 to 1) of a window that doubles each time."""
    return chance * min(pace.most, pace.first * 2.0 ** min(failures - 1, 30))


class Worker:
    """Owns the sync thread and, on it, the feed. Callbacks come on that thread and must be quick.

    ``open_round`` makes the two ends (it opens files, so it is called on the thread); ``on_link`` hears every change of how the station
    stands with its server; ``on_feed_changed`` that the feed took something in; ``on_fork`` names the epoch that must not go on,
    again with every round until another has begun; ``on_ended`` that the event takes this station away. ``open_pushes``: makes the end
    of what is pushed, on the thread, from what to call when there is some; None: rounds alone."""

    def __init__(
        self,
        open_round: Callable[[], Round],
        clock: Clock,
        *,
        health: Callable[[], Health] = Health,
        on_link: Callable[[Link], None] = lambda link: None,
        on_feed_changed: Callable[[], None] = lambda: None,
        on_fork: Callable[[bytes], None] = lambda epoch: None,
        on_ended: Callable[[], None] = lambda: None,
        open_pushes: Callable[[Callable[[], None]], Pushes] | None = None,
        pace: Pace = PACE,
        chance: Callable[[], float] = random.random,
    ) -> None:
        self._open = open_round
        self._open_pushes = open_pushes
        self._clock = clock
        self._health = health
        self._on_link, self._on_feed_changed, self._on_fork, self._on_ended = on_link, on_feed_changed, on_fork, on_ended
        self._pace = pace
        self._chance = chance
        self._thread = threading.Thread(target=self._run, name="sync", daemon=True)
        self._woken = threading.Event()
        self._stopping = threading.Event()
        self._lock = threading.Lock()
        self._round: Round | None = None
        self._pushes: Pushes | None = None
        self._due = False
        self._link = Link(offline_since=clock.wall())
        self._told: Link | None = None
        self._failures = 0
        self._limit = MAX_BATCH
        self._refusals = 0
        self._refused_until = 0

    def start(self) -> None:
        """Begin; at once the first round."""
        self._thread.start()

    def wake(self) -> None:
        """There is something to send. Never blocks; from any thread. A back-off under way is not cut short, its figures are renewed."""
        self._due = True
        self._woken.set()

    def stop(self, seconds: float = STOP_S) -> None:
        """End the thread, a hanging exchange included; returns after at most ``seconds``. May be called again."""
        self._stopping.set()
        self._woken.set()
        with self._lock:
            if self._round is not None:
                self._round.interrupt()
            pushes = self._pushes
        if pushes is not None:
            pushes.stop(seconds)
        if self._thread.ident is not None:
            self._thread.join(seconds)

    def step(self) -> float:
        """One round, after opening the two ends where they are not; returns the seconds until the next is due.

        What ``start`` has its thread do over and over; for who keeps time otherwise it can be called without."""
        return self._guarded(self._turn)

    def close(self) -> None:
        """Let go of server and files after the last ``step``; the thread does so by itself."""
        if self._pushes is not None:
            self._pushes.stop(STOP_S)
        self._let_go()

    def _turn(self) -> float:
        opened = self._opened()
        self._hear()
        wait = 0.0
        try:
            wait = self._once(opened)
        except UpstreamError as fault:
            if not self._stopping.is_set():  # else the fault is our own doing
                wait = self._after(fault, opened.asked)
        self._say(opened)
        return wait

    def _guarded(self, act: Callable[[], float]) -> float:
        """Do ``act``; where a file of ours does not play along, or a bug shows, the two ends are let go and opened anew later."""
        try:
            return act()
        except KioskError as fault:
            wait = self._failed(fault.key, fault)
        except Exception:
            log.exception("sync")
            wait = self._failed("error.unknown", None)
        self._let_go()
        return wait

    def _run(self) -> None:
        while not self._stopping.is_set():
            self._rest(self.step())
        self.close()

    def _opened(self) -> Round:
        if self._round is None:
            opened = self._open()
            with self._lock:
                self._round = opened
                if self._pushes is None and self._open_pushes is not None and not self._stopping.is_set():
                    self._pushes = self._open_pushes(self._woken.set)
            self._say(opened)
            self._call(self._on_feed_changed)  # what was taken in just before a fault was not told
        return self._round

    def _let_go(self) -> None:
        with self._lock:
            opened, self._round = self._round, None
        if opened is not None:
            opened.close()
        self._say(None)

    def _once(self, opened: Round) -> float:
        """One round; returns the seconds until the next."""
        limit = self._limit
        if self._refusals and self._clock.mono() >= self._refused_until:
            limit = 1
        pushes = self._pushes
        result = opened.exchange(self._health(), limit, listening=pushes is not None and pushes.covers)
        if not result.heard:  # the recorder is still opening the journal: nobody was asked yet
            return min(self._pace.idle, self._pace.first)
        if result.sent:
            self._refusals = 0
        if not self._refusals:
            self._limit = min(MAX_BATCH, max(1, self._limit * 2))
        if not self._link.online:
            log.info("online")
        self._failures = 0
        self._link = replace(self._link, online=True, offline_since=None, fault=BatchRefused.key if self._refusals else "")
        if result.changed:
            self._call(self._on_feed_changed)
        if result.fork is not None:
            log.warning("fork: the server knows other rows of epoch %s", result.fork.hex())
            self._call(self._on_fork, result.fork)
        if result.commands:
            log.warning("the event takes this station away")
            self._call(self._on_ended)
        elif pushes is not None and not result.again:
            pushes.begin(opened)
        if result.again and not self._refusals:
            return 0.0
        return self._pace.listening if pushes is not None and pushes.on else self._pace.idle

    def _after(self, fault: UpstreamError, asked: int) -> float:
        """What a failed exchange means for the next one; returns the seconds until then."""
        if isinstance(fault, UpstreamBusy):
            self._link = replace(self._link, fault=fault.key)
            return fault.retry_after + self._chance() * self._pace.first
        if isinstance(fault, UpstreamDenied):
            self._failed(fault.key, fault)
            return self._pace.slow * (1 + self._chance()) / 2
        if isinstance(fault, BatchRefused) and asked:
            self._limit = asked // 2
            if asked > 1:
                return 0.0
            # one record alone does not get through something on the way: what comes down goes on, the record is tried again and again
            self._refusals += 1
            self._refused_until = self._clock.mono() + round(1e6 * backoff(self._refusals, self._pace, self._chance()))
            self._link = replace(self._link, fault=fault.key)
            return self._pace.idle
        if asked:
            self._limit = max(1, asked // 2)
        return self._failed(fault.key, fault)

    def _failed(self, key: str, fault: KioskError | None) -> float:
        if key != self._link.fault:
            log.warning("offline: %s (%s)", key, fault if isinstance(fault, UpstreamError) else type(fault).__name__)
        self._failures += 1
        since = self._link.offline_since or self._clock.wall() + (self._link.offset or 0)
        self._link = replace(self._link, online=False, offline_since=since, fault=key)
        return backoff(self._failures, self._pace, self._chance())

    def _rest(self, seconds: float) -> None:
        """Wait that long, taking in what is pushed; a wake cuts it short only while all is well, a stream that ends to a moment."""
        end = monotonic() + seconds
        while not self._stopping.is_set() and self._woken.wait(max(0.0, end - monotonic())):
            self._woken.clear()
            due, self._due = self._due, False
            if self._stopping.is_set() or (due and not self._link.fault):
                return
            end = min(end, monotonic() + self._guarded(self._renewed if due else self._hear))

    def _renewed(self) -> float:
        """As ``_hear``, and the figures are told whatever came."""
        wait = self._hear()
        self._say(self._round)
        return wait

    def _hear(self) -> float:
        """Take in and tell what was pushed; returns the seconds until a round must follow at the latest."""
        if self._pushes is None or self._round is None:
            return self._pace.most
        heard = self._pushes.hear(self._round)
        if heard.changed:
            self._call(self._on_feed_changed)
        if heard.quiet:
            self._say(self._round)
        if not heard.lost or self._link.fault:
            return self._pace.most
        return self._chance() * self._pace.idle  # the server cuts all stations' streams at once: each comes back at a moment of its own

    def _say(self, opened: Round | None) -> None:
        """Tell how things are, where that differs from what was last told."""
        if opened is not None:
            now = opened.standing()
            self._link = replace(
                self._link, roster_as_of=now.as_of, offset=now.offset, error=now.error, base=now.base, unsent=now.unsent
            )  # fmt: skip
        if self._link != self._told:
            self._told = self._link
            self._call(self._on_link, self._link)

    def _call(self, callback: Callable[..., None], *values: object) -> None:
        try:
            callback(*values)
        except Exception:  # whoever listens: records must go up all the same
            log.exception("a listener of sync failed")
