"""The people of one desk while it is unlocked: the key is fetched and kept in memory alone, names are opened and searched off the screen's
thread, and of several searches only the newest is answered; shows nothing and writes nothing."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from kiosk.clock import Clock
from kiosk.config import Identity
from kiosk.errors import KioskError, LeaseRefused, NamesClosed, NamesLocked
from kiosk.feed import FeedReader
from kiosk.guesses import Guesses
from kiosk.keeping import Keeping, Kept, Lent, Vault, system_vault
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
        vault: Callable[[], Vault | None] | None = None,
    ) -> None:
        """``vault``: finds the system's store of secrets, on a thread of this object; None: as ``kiosk.keeping`` does."""
        self._places, self._identity, self._clock = places, identity, clock
        self._on_found, self._on_state = on_found, on_state
        self._settle_s = settle_s
        self._crowd: Crowd | None = None
        self._mine: Crowd | None = None
        self._lent: Lent | None = None
        self._vault = vault or _system_vault
        self._keeping: Keeping | None = None
        self._wishes: list[tuple[Callable[[Keeping], None], Callable[[KioskError | None], None]]] = []
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

    @property
    def asks(self) -> bool:
        """Whether a restart without the network takes a passphrase: this system keeps no secrets."""
        return self._keeping is not None and not self._keeping.by_itself

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
        self._crowd, self._mine, self._lent = None, None, None

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

    def with_companions(self, id_: str, then: Callable[[Sequence[Face]], None]) -> None:
        """Hand ``then`` that person and who comes with them, masked; nobody while names cannot be opened."""

        def look(crowd: Crowd | None) -> None:
            face = crowd.face(id_) if crowd else None
            then((face, *crowd.companions(id_)) if crowd and face else ())

        with self._asked:
            self._jobs.append(look)
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
        lent = self._lent
        return lent.key if lent is not None and self._clock.wall() < lent.until else None

    def amend(self, id_: str, values: Mapping[str, str]) -> None:
        """An act of this desk, on record, says this of a person: found by it from now on. Before names are open, too."""
        with self._asked:
            self._amended.append((id_, values))
            self._jobs.append(lambda _: self._amend(id_, values))
            self._asked.notify()

    def unlock(self, passphrase: str, then: Callable[[KioskError | None], None]) -> None:
        """Open the names with what is kept here; ``then`` hears None, or what stands against it."""

        def open_(keeping: Keeping) -> None:
            self._lent = keeping.unlock(passphrase, self._now())

        self._wish(open_, then)

    def choose(self, passphrase: str, then: Callable[[KioskError | None], None]) -> None:
        """Have the key kept under this passphrase from now on, for a restart without the network."""
        self._wish(lambda keeping: keeping.choose(passphrase, self._lent), then)

    def _wish(self, act: Callable[[Keeping], None], then: Callable[[KioskError | None], None]) -> None:
        with self._asked:
            self._wishes.append((act, then))
        self._changed.set()

    def look_again(self) -> None:
        """Something came from the server, or the server answers again."""
        self._changed.set()

    # --- the thread that opens

    def _keep_open(self) -> None:
        pause = 0.0
        who = self._identity
        self._keeping = Keeping(
            self._places.lease, who.event, who.station, self._vault(), Guesses(self._clock, self._places.tries)
        )  # fmt: skip
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
            self._grant(self._keeping)
            pause = self._settle_s if self._crowd is not None else 0.0

    def _grant(self, keeping: Keeping) -> None:
        with self._asked:
            wishes, self._wishes = self._wishes, []
        for act, then in wishes:
            try:
                act(keeping)
                then(None)
            except KioskError as fault:
                then(fault)

    def _refresh(self) -> None:
        from kiosk.crowd import opened

        now = self._now()
        if self._lent is None or now >= self._lent.until:
            if self._lent is not None:
                self._amended.clear()  # what was lent has ended
                self._mine = None
            self._crowd, self._held, self._lent = None, None, None
            if self._state[0] != NamesLocked.key:  # it stays so until somebody opens it, or the server answers
                self._tell(OPENING, 0)
            self._lent = self._borrow(now)
        there = self._there()
        if self._crowd is None or there != self._held:
            with self._asked:
                before = len(self._amended)
            crowd = opened(self._places, self._lent.key, self._identity.event)
            with self._asked:  # who asked before there were names is answered now
                for at, (id_, values) in enumerate(self._amended):
                    if at >= before or crowd.person(id_) is None:  # done meanwhile, or before this desk had a key
                        crowd.amend(id_, values)
                self._crowd = crowd
                self._asked.notify()
            self._held = there
            self._state = ("", 0)  # whoever looks for somebody looks again, though they may be as many as before
        self._tell(READY, len(self._crowd))

    def _borrow(self, now: int) -> Lent:
        """The key from the server, else as it is kept here. Raises LeaseRefused, NamesLocked, NamesClosed."""
        assert self._keeping is not None
        try:
            lease = self._ask()
        except NamesClosed:
            if self._keeping.way is Kept.PASSPHRASE:
                raise NamesLocked from None
            if self._keeping.way is Kept.VAULT:
                return self._keeping.recall(now)
            raise
        lent = Lent(bytes.fromhex(lease.key), lease.until)
        try:
            self._keeping.keep(lent)
        except KioskError as fault:  # a full disk: then a restart needs the server
            log.warning("the key to people is not kept: %s", fault.key)
        return lent

    def _now(self) -> int:
        """Corrected time, never earlier than the server was last heard."""
        feed = FeedReader(self._places.feed)
        try:
            measured = feed.clock()
            return max(self._clock.wall() + (measured[0] if measured else 0), feed.as_of() or 0)
        finally:
            feed.close()

    def _ask(self) -> Lease:
        from ui.plan import load_late

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


def _system_vault() -> Vault | None:
    from ui.plan import load_late

    load_late("keyring")
    return system_vault()
