"""The server's HTTP face: paths, status codes, bounds; decides nothing about records or badges."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Annotated

from fastapi import Depends, FastAPI, Query, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import FileResponse, StreamingResponse
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException

from kiosk import trust
from kiosk.errors import EnrolRefused, KioskError, LeaseRefused, StoreError, UpstreamBusy, UpstreamDenied
from kiosk.personal import NAMED_ROLES, roster_kind
from sync.server import decisions, enrol, persons
from sync.server.body import Malformed, TooLarge, body_of, message_of
from sync.server.doors import Doors
from sync.server.finder import Finder
from sync.server.packed import Part, gzipped
from sync.server.proofs import Proofs, Stale
from sync.server.push import Hub, cursor_of
from sync.server.rounds import Rounds
from sync.server.snapshot import Packed, Snapshots
from sync.server.store import Store
from sync.wire import (
    API,
    CA_PIN,
    CA_TYPE,
    EVENTS_TYPE,
    SNAPSHOT_MANIFEST,
    SNAPSHOT_TYPE,
    ConflictList,
    EnrolRequest,
    ErrorAnswer,
    Message,
    RoundRequest,
)
from sync.wireproof import SIGNATURE, TIME, Asked

PACK_FROM = 1024
"""Answers from this many bytes on are compressed; below, gzip gains nothing."""
AWAY_S = 3
"""Seconds a station is asked to wait where the database is away."""

log = logging.getLogger(__name__)

Body = Annotated[bytes, Depends(body_of)]


def make_app(store: Store, snapshots: Snapshots, authority: bytes = b"", doors: Doors | None = None) -> FastAPI:
    """The application over ``store``; whoever makes it closes the store after the last request. ``state.ending``: to be called before that,
    once it takes no more requests. ``authority``: the certificates to trust (PEM), where the server has its own."""
    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None)
    attempts = enrol.Attempts()
    trusted = {CA_PIN: trust.pin(authority)} if authority else {}
    one_builds = asyncio.Lock()
    finder = Finder(store)
    hub = Hub(store)
    doors = doors or Doors()
    proofs = Proofs(store.clock.wall())
    rounds = Rounds(store, proofs)
    app.state.ending = [hub.stop, finder.stop]

    def _station(request: Request) -> enrol.Station:
        with store.read() as connection:
            return enrol.authorise(connection, _asked(request), proofs, store.clock.wall())

    def _packed(request: Request, known: str | None) -> Packed:
        station = _station(request)
        packed = snapshots.current(station.event, roster_kind(station.role))
        if station.role in NAMED_ROLES and packed.etag != known:
            with store.write() as connection:
                persons.handed_on(store, connection, station, "roster")
        return packed

    async def round_(request: Request) -> Response:
        doors.check()  # before the body: who is turned away need not have sent it
        body = await body_of(request)
        with doors.enter():
            return await run_in_threadpool(_round, request, body)

    app.add_route(API + "/rounds", round_, methods=["POST"])  # it takes nothing apart, so need not pay for FastAPI doing so

    def _round(request: Request, body: bytes) -> Response:
        asked = message_of(RoundRequest, body)
        answer = rounds.serve(_asked(request, body), asked)
        if asked.records or not finder.begun:
            finder.wake()
        return _answer(request, answer, trusted)

    @app.get(API + "/events")
    async def events(request: Request, after: str = "") -> Response:
        hub.check()
        with doors.enter():
            station = await run_in_threadpool(_station, request)
        frames = hub.listen(station, cursor_of(request.headers.get("last-event-id", after)))
        return StreamingResponse(frames, media_type=EVENTS_TYPE, headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"})

    @app.post(API + "/enrol")
    def enrol_(request: Request, body: Body) -> Response:
        address = request.client.host if request.client else ""
        attempts.check(address, store.clock.wall())
        try:
            return _answer(request, enrol.ask(store, message_of(EnrolRequest, body)))
        except EnrolRefused:
            attempts.failed(address, store.clock.wall())
            raise

    @app.get(API + "/snapshot")
    async def snapshot(request: Request) -> Response:
        known = request.headers.get("if-none-match")
        async with one_builds:  # who waits for a roster being built holds no thread: the rounds of the other stations go on
            packed = await run_in_threadpool(_packed, request, known)
        headers = {"ETag": packed.etag, SNAPSHOT_MANIFEST: packed.manifest}
        if known == packed.etag:
            return Response(status_code=304, headers=headers)
        return FileResponse(packed.path, media_type=SNAPSHOT_TYPE, headers=headers)

    @app.get(API + "/lease")
    def lease(request: Request) -> Response:
        station = _station(request)
        with store.write() as connection:
            lent = persons.lease(store, connection, station)
        return _answer(request, lent)

    @app.get(API + "/conflicts")
    def conflicts(request: Request, everything: Annotated[bool, Query(alias="all")] = False) -> Response:
        station = _station(request)
        with store.read() as connection:
            listed = decisions.listed(connection, station.event, everything=everything)
        return _answer(request, ConflictList(conflicts=listed))

    if authority:

        @app.get(API + "/ca")
        def certificates() -> Response:
            return Response(authority, media_type=CA_TYPE)

    @app.get(API + "/health")
    def health() -> dict[str, object]:
        return {"ok": True, "generation": store.generation(), "time": store.clock.wall()}

    app.add_exception_handler(KioskError, _refused)
    app.add_exception_handler(HTTPException, _no_such_path)
    app.add_exception_handler(RequestValidationError, _misread)
    app.add_exception_handler(Exception, _bug)
    return app


def _asked(request: Request, body: bytes = b"") -> Asked:
    query = request.url.query
    target = request.url.path + (f"?{query}" if query else "")
    return Asked(request.method, target, request.headers.get("authorization", ""), request.headers.get(SIGNATURE, ""), body)


def _answer(request: Request, answer: Message | Sequence[Part], more: Mapping[str, str] = MappingProxyType({})) -> Response:
    parts = [Part(answer.model_dump_json().encode())] if isinstance(answer, Message) else answer
    headers = {"Cache-Control": "no-store", **more}
    if sum(len(part.plain) for part in parts) < PACK_FROM or "gzip" not in request.headers.get("accept-encoding", ""):
        return Response(b"".join(part.plain for part in parts), media_type="application/json", headers=headers)
    return Response(gzipped(*parts), media_type="application/json", headers=headers | {"Content-Encoding": "gzip"})


def _error(status: int, key: str, headers: dict[str, str] | None = None, **values: object) -> Response:
    body = ErrorAnswer(error=key, values=values).model_dump_json()
    return Response(body, status, {"Cache-Control": "no-store"} | (headers or {}), "application/json")


def _refused(_: Request, error: Exception) -> Response:
    if isinstance(error, UpstreamDenied):
        return _error(401, error.key, {"WWW-Authenticate": "Bearer"})
    if isinstance(error, Stale):
        return _error(401, error.key, {"WWW-Authenticate": "Bearer", TIME: str(error.earliest)})
    if isinstance(error, EnrolRefused | LeaseRefused):
        return _error(403, error.key, None, **error.values)
    if isinstance(error, UpstreamBusy):
        return _error(429, error.key, {"Retry-After": f"{error.retry_after:.0f}"})
    if isinstance(error, TooLarge):
        return _error(413, error.key, {"Connection": "close"})
    if isinstance(error, Malformed):
        return _error(400, error.key)
    if isinstance(error, StoreError):
        log.error("cannot serve: %s", error)
        return _error(503, "server.unavailable", {"Retry-After": str(AWAY_S)})
    return _error(400, error.key if isinstance(error, KioskError) else "server.malformed")


def _no_such_path(_: Request, error: Exception) -> Response:
    return _error(error.status_code if isinstance(error, HTTPException) else 404, "server.no_such_path")


def _misread(_: Request, __: Exception) -> Response:
    return _error(400, "server.malformed")  # FastAPI's own answer would repeat what was sent


def _bug(_: Request, __: Exception) -> Response:
    return _error(500, "server.bug")  # what happened is logged whole by uvicorn, which gets it after this
