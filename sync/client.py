"""Our server as an Upstream, over HTTP: what every possible answer means; knows the wire, not the server's inside."""

from __future__ import annotations

import contextlib
import email.utils
import gzip
import logging
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from kiosk import trust
from kiosk.clock import Clock
from kiosk.errors import (
    BatchRefused,
    EnrolRefused,
    LeaseRefused,
    StoreError,
    UpstreamAway,
    UpstreamBusy,
    UpstreamDenied,
    UpstreamError,
    UpstreamGarbled,
)
from kiosk.store import write_whole
from sync import parcel
from sync.events import events
from sync.prover import Prover
from sync.transport import PIECE, Body, Reply, Transport
from sync.wire import (
    API,
    BEAT_S,
    CA_PIN,
    CA_TYPE,
    EVENTS_TYPE,
    SNAPSHOT_MANIFEST,
    Cursor,
    EnrolAnswer,
    EnrolRequest,
    ErrorAnswer,
    Frame,
    Lease,
    Manifest,
    Message,
    RoundAnswer,
    RoundRequest,
)

SIGNED = 3
"""Times a request is signed at most: by our clock, by the server's, and again where two of our own crossed."""
ANSWER_LIMIT = 16 * 1024 * 1024
"""Bytes of an unpacked answer; a page of 2,000 changes is under 1 MiB."""
SNAPSHOT_READ_S = 120.0
"""Longest silence on the way to a roster: the server may have to build it first, 1,000,000 badges take it about 10 s."""
SNAPSHOT_S = 900.0
"""Seconds a roster may take to arrive; 15 MB over a 1 Mbit/s link take 120."""
LISTEN_S = 3600.0
"""Seconds after which a stream is begun anew: no connection is trusted for ever."""
PACK_FROM = 1024
"""Request bodies from this many bytes on are compressed; below, gzip gains nothing."""
CA_LIMIT = 64 * 1024
"""Bytes of a file of certificates; ours has 2 kB."""
RETRY_CAP_S = 300.0
"""Longest pause a server may ask for: a typing error there must not silence a station for a day."""

log = logging.getLogger(__name__)

M = TypeVar("M", bound=Message)


class HttpUpstream:
    """One server under ``url`` that knows this station by ``token`` and ``private_key`` (Ed25519), which signs its requests. ``key``: the
    event's own public key, which signs its rosters; without it none is taken. ``options`` go to Transport.

    Raises UnsafeAddress where ``url`` would send the token in the clear."""

    def __init__(
        self, url: str, token: str, key: bytes = b"", private_key: bytes = b"", *, clock: Clock | None = None, **options: Any
    ) -> None:
        self._ca: Path | None = options.get("ca")
        self._transport = Transport(url, **options)
        self._prover = Prover(token, private_key, clock)
        self._key = key

    def round(self, request: RoundRequest) -> RoundAnswer:
        """Push records, pull changes: one exchange. Raises an UpstreamError and nothing else."""
        headers = {"Content-Type": "application/json", "Accept": "application/json", "Accept-Encoding": "gzip"}
        reply = self._ask("POST", API + "/rounds", headers, request.model_dump_json().encode())
        if reply.status != 200:
            raise meaning(reply)
        answer = message(RoundAnswer, reply)
        if self._ca is not None and reply.headers.get(CA_PIN):
            self._trust(self._ca, reply.headers[CA_PIN])
        return answer

    def snapshot(self, target: Path, etag: str) -> str | None:
        """Fetch the roster file into ``target`` (over whatever is there) and return its ETag; None where ``etag`` is still current.
        One that was cut goes on where it was.

        Raises an UpstreamError, or CannotRecord where the disk does not take it; ``target`` is then not whole."""
        begun, start = parcel.begun(target)
        headers = {"Accept-Encoding": "identity"} | ({"If-None-Match": etag} if etag else {})
        headers |= {"Range": f"bytes={start}-", "If-Range": begun} if start else {}
        with self._stream(API + "/snapshot", headers, SNAPSHOT_READ_S, SNAPSHOT_S) as (reply, body):
            if reply.status == 304 and etag:
                return None
            rest = reply.status == 206
            if reply.status == 416 or (rest and not _follows(reply, begun, start)):
                parcel.discard(target)
                raise UpstreamGarbled("another part of the roster than asked for")
            if reply.status != 200 and not rest:
                raise meaning(Reply(reply.status, reply.headers, body.read(PIECE)))
            try:
                manifest = Manifest.opened(reply.headers.get(SNAPSHOT_MANIFEST, ""), self._key)
            except ValueError:
                raise UpstreamGarbled("the roster is not signed by our event") from None
            fresh = reply.headers.get("ETag", "")
            parcel.take(target, fresh, start if rest else 0, body, manifest)
            return fresh

    def frames(self, cursor: Cursor) -> Iterator[Frame]:
        """What is pushed from ``cursor`` on, each frame as it comes, until the server ends it or says that a round must go on. Raises an
        UpstreamError, UpstreamAway too where nothing at all is heard for three heartbeats."""
        headers = {"Accept": EVENTS_TYPE, "Accept-Encoding": "identity"}
        headers |= {"Last-Event-ID": f"{cursor.generation}/{cursor.position}"}
        with self._stream(API + "/events", headers, 3 * BEAT_S, LISTEN_S) as (reply, body):
            if reply.status != 200:
                raise meaning(Reply(reply.status, reply.headers, body.read(PIECE)))
            if reply.media_type != EVENTS_TYPE:
                raise UpstreamGarbled(f"{reply.status} {reply.media_type[:60]}")
            for event in events(body.arriving(), ANSWER_LIMIT):
                if event.name == "round":
                    return
                if event.name == "frame":
                    yield message(Frame, Reply(200, {"Content-Type": "application/json"}, event.data.encode()))

    def lease(self) -> Lease:
        """The key this desk opens its people with. Raises LeaseRefused, or an UpstreamError."""
        reply = self._ask("GET", API + "/lease", {"Accept": "application/json"})
        if reply.status == 403:
            raise LeaseRefused
        if reply.status != 200:
            raise meaning(reply)
        return message(Lease, reply)

    def close(self) -> None:
        """Let go of connections; a call under way in another thread ends soon after."""
        self._transport.close()

    def _trust(self, file: Path, pin: str) -> None:
        """Take over the certificates the server, which we trust by those we have, wants trusted from now on. What goes wrong is tried again
        with the next round."""
        try:
            if trust.pin(file.read_bytes()) == pin:
                return
            reply = self._transport.ask("GET", API + "/ca", headers={"Accept": CA_TYPE}, limit=CA_LIMIT)
            if reply.status != 200 or trust.pin(reply.body) != pin:
                raise ValueError(f"status {reply.status}")
            write_whole(file, reply.body.decode("ascii"))
        except (OSError, ValueError, StoreError, UpstreamError) as fault:
            log.warning("other certificates are to be trusted and could not be had: %s", fault)
        else:
            log.info("certificates to trust: %s", pin)

    def _ask(self, method: str, path: str, headers: Mapping[str, str], body: bytes = b"") -> Reply:
        """One signed exchange; signed again where the server has another time."""
        packed = gzip.compress(body, compresslevel=3, mtime=0) if len(body) >= PACK_FROM else body
        coding = {"Content-Encoding": "gzip"} if packed is not body else {}
        for _ in range(SIGNED):
            sent = {**headers, **coding, **self._prover.headers(method, path, body)}
            reply = self._transport.ask(method, path, headers=sent, limit=ANSWER_LIMIT, body=packed or None)
            if not self._prover.corrected(reply):
                break
        return reply

    @contextlib.contextmanager
    def _stream(self, path: str, headers: Mapping[str, str], read: float, total: float) -> Iterator[tuple[Reply, Body]]:
        """As ``_ask``, for a body that is read as it comes."""
        for left in reversed(range(SIGNED)):
            sent = {**headers, **self._prover.headers("GET", path)}
            with self._transport.stream(path, headers=sent, read=read, total=total) as (reply, body):
                if not self._prover.corrected(reply) or not left:
                    yield reply, body
                    return


def _follows(reply: Reply, etag: str, start: int) -> bool:
    """Whether this 206 brings what comes from byte ``start`` on of the file named ``etag``."""
    return start > 0 and reply.headers.get("ETag") == etag and reply.headers.get("Content-Range", "").startswith(f"bytes {start}-")


def enrol(transport: Transport, request: EnrolRequest) -> EnrolAnswer:
    """Ask to belong. Raises an UpstreamError, or EnrolRefused with the server's own key where it does not take the code."""
    headers = {"Content-Type": "application/json", "Accept": "application/json"}
    reply = transport.ask("POST", API + "/enrol", headers=headers, limit=ANSWER_LIMIT, body=request.model_dump_json().encode())
    if reply.status in (200, 202):
        return message(EnrolAnswer, reply)
    if 400 <= reply.status < 500 and reply.status not in (408, 413, 425, 429):
        refused = message(ErrorAnswer, reply)
        raise EnrolRefused(refused.error, **refused.values)
    raise meaning(reply)


def message(kind: type[M], reply: Reply) -> M:
    """The body of ``reply`` as a message. Raises UpstreamGarbled for anything else, a sign-in page for one."""
    if reply.media_type != "application/json":
        raise UpstreamGarbled(f"{reply.status} {reply.media_type[:60]}")
    try:
        return kind.model_validate_json(reply.body)
    except ValidationError as fault:
        # the errors name places only: the values may hold what is not ours to log
        places = [".".join(map(str, error["loc"][:4])) for error in fault.errors(include_input=False, include_url=False)[:3]]
        raise UpstreamGarbled(f"{kind.__name__}: {', '.join(places)[:200]}") from None


def meaning(reply: Reply) -> UpstreamError:
    """What a status other than the hoped-for one means. A refusal counts as our server's only where its body is ours."""
    status = f"status {reply.status}"
    if reply.status == 429 or (reply.status == 503 and "Retry-After" in reply.headers):
        return UpstreamBusy(status, retry_after=retry_after(reply.headers))
    if reply.status in (400, 413):
        return BatchRefused(status)
    if reply.status in (401, 403):
        with contextlib.suppress(UpstreamGarbled):
            return UpstreamDenied(f"{status} {message(ErrorAnswer, reply).error[:80]}")
    if reply.status in (408, 425) or (500 <= reply.status < 600 and reply.status != 511):  # 511: a network's sign-in (RFC 6585)
        return UpstreamAway(status)
    return UpstreamGarbled(status)


def retry_after(headers: Mapping[str, str], default: float = 5.0) -> float:
    """Seconds to wait, from 0 to RETRY_CAP_S; a date is measured against the answer's own Date (RFC 9110 section 10.2.3)."""
    text = headers.get("Retry-After", "").strip()
    try:
        if text.isascii() and text.isdigit():
            seconds = float(text)
        else:
            until = email.utils.parsedate_to_datetime(text)
            seconds = (until - email.utils.parsedate_to_datetime(headers.get("Date", ""))).total_seconds()
    except (ValueError, TypeError, OverflowError):  # no date, or one with and one without a zone
        return default
    return min(max(seconds, 0.0), RETRY_CAP_S)
