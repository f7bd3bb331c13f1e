"""The people of one desk while it is unlocked: the key is fetched and kept in memory alone, names are opened and searched off the screen's
thread, and of several searches only the newest is answered; shows nothing and writes nothing."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from kiosk.clock import Clock
from kiosk.config import Identity
from kiosk.errors import KioskError, LeaseRefused
from kiosk.feed import FeedReader
from kiosk.places import Places

if TYPE_CHECKING:
    from kiosk.crowd import Crowd, Face
    from kiosk.personal import Personal
    from sync.wire import Lease

log = logging.getLogger(__name__)

AGAIN_S = 3.0
"""Between two tries to get the key."""
LOOK_S = 30.0
"""How often the lease's end is looked at where nothing else happens."""
SETTLE_S = 5.0
"""Opening everybody takes seconds of one core among 100,000, so not with every person that changes."""

OPENING, READY = "people.opening", "people.ready"


class People:
    """From ``start`` until ``stop``. ``on_found`` hears text and whom it found; ``on_state`` how it stands: OPENING, READY with how many
    can be found, or the key of the sentence for why nobody can. Both come on threads of this object."""

    def __init__(
        self,
        places: Places,
        identity: Identity,
        clock: Clock,
        on_found: Callable[[str, Sequence[Face]], None],
        on_state: Callable[[str, int], None],
        *,
        settle_s: float = SETTLE_S,
    ) -> None:
        self._places, self._identity, self._clock = places, identity, clock
        self._on_found, self._on_state = on_found, on_state
        self._settle_s = settle_s
        self._crowd: Crowd | None = None
        self._mine: Crowd | None = None
        self._lease: Lease | None = None
        self._held: object = None
        self._state: tuple[str, int] = ("", 0)
        self._ended = threading.Event()
        self._changed = threading.Event()
        self._asked = threading.Condition()
        self._query: str | None = None
        self._jobs: list[Callable[[Crowd | None], None]] = []
        self._amended: list[tuple[str, Mapping[str, str]]] = []  # by acts of this desk since it was unlocked, the oldest first
        self._opener = threading.Thread(target=self._keep_open, name="people", daemon=True)
        self._finder = threading.Thread(target=self._serve, name="search", daemon=True)

    def start(self) -> None:
        """Begin; returns at once."""
        self._opener.start()
        self._finder.start()

    def stop(self) -> None:
        """End, and forget key and names. A second call does nothing."""
        self._ended.set()
        self._changed.set()
        with self._asked:
            self._asked.notify()
        for thread in (self._opener, self._finder):
            if thread.ident is not None:
                thread.join(10)
        self._crowd, self._mine, self._lease = None, None, None

    def search(self, text: str) -> None:
        """Find whom ``text`` means; a search that waits yet is forgotten."""
        with self._asked:
            self._query = text
            self._asked.notify()

    def with_face(self, id_: str, then: Callable[[Face | None], None]) -> None:
        """Hand ``then`` this person masked, None while names cannot be opened or where nobody has this id."""
        with self._asked:
            self._jobs.append(lambda crowd: then(crowd.face(id_) if crowd else None))
            self._asked.notify()

    def with_faces(self, ids: Sequence[str], then: Callable[[Mapping[str, Face]], None]) -> None:
        """The same for several, those who cannot be opened left out."""

        def look(crowd: Crowd | None) -> None:
            found = [crowd.face(id_) for id_ in ids] if crowd else []
            then({face.id: face for face in found if face is not None})

        with self._asked:
            self._jobs.append(look)
            self._asked.notify()

    def with_person(self, id_: str, then: Callable[[Personal | None], None]) -> None:
        """The same unmasked, for what must bear the name: ``then`` writes down first what for."""
        with self._asked:
            self._jobs.append(lambda crowd: then(crowd.person(id_) if crowd else None))
            self._asked.notify()

    def seek(self, digits: str, name: str, then: Callable[[Sequence[str] | None], None]) -> None:
        """Hand ``then`` the ids of those with this very name and end of the telephone number, None while names cannot be opened."""
        with self._asked:
            self._jobs.append(lambda crowd: then(crowd.named(digits, name) if crowd else None))
            self._asked.notify()

    @property
    def data_key(self) -> bytes | None:
        """What names are sealed with for the desks, None while this one has no key."""
        lease = self._lease
        return bytes.fromhex(lease.key) if lease is not None and self._clock.wall() < lease.until else None

    def amend(self, id_: str, values: Mapping[str, str]) -> None:
        """An act of this desk, on record, says this of a person: found by it from now on. Before names are open, too."""
        with self._asked:
            self._amended.append((id_, values))
            self._jobs.append(lambda _: self._amend(id_, values))
            self._asked.notify()

    def look_again(self) -> None:
        """Something came from the server, or the server answers again."""
        self._changed.set()

    # --- the thread that opens

    def _keep_open(self) -> None:
        pause = 0.0
        while not self._ended.wait(pause):
            self._changed.clear()
            try:
                self._refresh()
                patience = LOOK_S
            except KioskError as fault:
                log.info("names are closed: %s", fault.key)
                self._tell(fault.key, 0)
                patience = AGAIN_S
            except Exception:
                log.exception("names are closed")
                self._tell("error.names_closed", 0)
                patience = AGAIN_S
            self._changed.wait(patience)
            pause = self._settle_s if self._crowd is not None else 0.0

    def _refresh(self) -> None:
        from kiosk.crowd import opened

        if self._lease is None or self._clock.wall() >= self._lease.until:
            if self._lease is not None:
                self._amended.clear()  # what was lent has ended
                self._mine = None
            self._crowd, self._held = None, None
            self._tell(OPENING, 0)
            self._lease = self._ask()
        there = self._there()
        if self._crowd is None or there != self._held:
            with self._asked:
                before = len(self._amended)
            crowd = opened(self._places, bytes.fromhex(self._lease.key), self._identity.event)
            with self._asked:  # who asked before there were names is answered now
                for at, (id_, values) in enumerate(self._amended):
                    if at >= before or crowd.person(id_) is None:  # done meanwhile, or before this desk had a key
                        crowd.amend(id_, values)
                self._crowd = crowd
                self._asked.notify()
            self._held = there
        self._tell(READY, len(self._crowd))

    def _ask(self) -> Lease:
        from kiosk.errors import NamesClosed
        from ui.works import load_late

        upstream = load_late("sync.opening").upstream_of(self._identity, self._places)
        try:
            lease: Lease = upstream.lease()
        except LeaseRefused:
            raise
        except KioskError as fault:
            raise NamesClosed(str(fault)) from fault
        finally:
            upstream.close()
        return lease

    def _there(self) -> object:
        """What tells these people from those of another moment."""
        feed = FeedReader(self._places.feed)
        try:
            return feed.roster(), hash(tuple(feed.people()))
        finally:
            feed.close()

    def _tell(self, state: str, number: int) -> None:
        if (state, number) != self._state and not self._ended.is_set():
            self._state = (state, number)
            self._on_state(state, number)

    # --- the thread that finds

    def _serve(self) -> None:
        while True:
            with self._asked:
                self._asked.wait_for(lambda: self._ended.is_set() or self._jobs or self._query is not None)
                if self._ended.is_set():
                    return
                jobs, self._jobs = self._jobs, []
                query, self._query = self._query, None
            for job in jobs:
                job(self._there_now)
            crowd = self._there_now
            if query is not None:
                self._on_found(query, crowd.search(query) if crowd else ())

    @property
    def _there_now(self) -> Crowd | None:
        """Who can be found: everybody, or while names are closed whom this desk registered since."""
        return self._crowd if self._crowd is not None else self._mine

    def _amend(self, id_: str, values: Mapping[str, str]) -> None:
        from kiosk.crowd import Crowd

        if self._there_now is None:
            self._mine = Crowd({}, b"", self._identity.event)
        crowd = self._there_now
        if crowd is not None:
            crowd.amend(id_, values)
