"""``kiosk enrol``: makes this folder a station of an event; knows the server's answer, not how a station works.

The station makes its own Ed25519 key and shows the server the public half with the one-time code. The key lies in the folder before the
first request, so that after a lost answer the same command asks again as the same station.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import platform
import shutil
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from time import monotonic, sleep

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kiosk import config
from kiosk.catalogue import LANGUAGES, language, say
from kiosk.commandline import Parser, parser
from kiosk.config import Identity
from kiosk.errors import EnrolRefused, KioskError, RogueServer, UpstreamAway, UpstreamBusy, UpstreamError, UpstreamGarbled
from kiosk.feed import FeedReader, FeedWriter, Intake, ProgrammeText
from kiosk.instance import Hold
from kiosk.outbox import Outbox
from kiosk.personal import roster_kind
from kiosk.places import Places, home
from kiosk.store import guarded, sync_file, sync_folder, write_whole
from kiosk.trust import parted
from sync import invitation, snapshot
from sync.client import enrol
from sync.invitation import Invitation, NoInvitation
from sync.opening import upstream_of
from sync.pinned import certificates
from sync.transport import Transport
from sync.wire import EnrolAnswer, EnrolRequest

FETCHED = "enrolling.pem"
"""The server's certificates until the enrolment counts."""
LOOK_S = 60.0
"""How long a camera waits for the QR."""
ASK_EVERY_S = 2.0
PATIENCE_S = 1800.0
"""How long to wait for a person at the server; the code usually expires earlier, and then the server says so."""

Tell = Callable[..., None]

_ONCE = {UpstreamAway: "enrol.away", UpstreamBusy: "enrol.busy"}


def main(arguments: Sequence[str]) -> int:
    """0 enrolled, 1 not (stderr says why and what to do), 2 the command line was not understood."""
    asked = _parser(arguments).parse_args(arguments)
    lang = language(asked.lang)

    def tell(key: str, **values: object) -> None:
        print(say(key, lang, **values), file=sys.stderr, flush=True)

    url = ""
    try:
        offer = _invitation(asked, tell)
        url = offer.url
        with guarded(asked.data):
            places = Places(asked.data).make()
        with Hold(places.lock):
            identity = join(url, offer.code, places, tell, ca=asked.ca)
    except NoInvitation as error:
        tell(error.key)
        return 2
    except RogueServer as error:
        tell(error.key)
        return 1
    except UpstreamError as error:  # the catalogue's sentences for these say that it is tried again, which a command does not
        tell(_ONCE.get(type(error), "enrol.garbled"), url=parted(url)[0])
        return 1
    except KioskError as error:
        tell(error.key, **error.values)
        return 1
    except KeyboardInterrupt:
        tell("enrol.stopped")
        return 1
    who = {"event": identity.event, "station": identity.station, "role": identity.role, "zone": identity.zone}
    print(say("enrol.done", lang, folder=asked.data, **who))
    return 0


def _invitation(asked: argparse.Namespace, tell: Tell) -> Invitation:
    if asked.camera is not None:
        tell("enrol.show_qr")
        return invitation.seen(asked.camera, LOOK_S)
    if len(asked.invitation) > 1:
        return Invitation(asked.invitation[0], "".join(asked.invitation[1:]))
    if asked.invitation:
        return invitation.read(" ".join(asked.invitation))
    tell("enrol.scan_or_type")
    return invitation.read(sys.stdin.readline(invitation.MOST))


def join(
    url: str, code: str, places: Places, tell: Tell, *, ca: Path | None = None, every: float = ASK_EVERY_S, patience: float = PATIENCE_S
) -> Identity:
    """Make the folder a station of the event whose server gave ``code``, waiting for a person there where it asks for one. Where ``url``
    pins the server's certificates, they are fetched, proven and trusted from now on.

    ``tell(key, **values)`` hears what happens meanwhile. The folder must be held. Raises EnrolRefused, UnsafeAddress, an UpstreamError
    or a StoreError; what the folder was before stays then."""
    code = code.strip()[:64]
    if not code:
        raise EnrolRefused
    if places.ending.exists():
        raise EnrolRefused("enrol.ending", folder=str(places.root))
    unsent = _unsent(places)
    if unsent:
        raise EnrolRefused("enrol.unsent", unsent=unsent, folder=str(places.root))
    url, pin = parted(url)
    ca = _pinned(url, pin, places) if pin else ca or (places.ca if places.ca.exists() else None)
    key, transport = _key(places, url, code), Transport(url, ca=ca)
    try:
        request = EnrolRequest(code=code, public_key=key.public_key().public_bytes_raw().hex(), machine=platform.node()[:200])
        answer = _answer(transport, request, tell, every, patience)
    except EnrolRefused as refusal:
        if refusal.key != "enrol.nobody_confirmed":  # final: nobody will ask again as this station
            _pending(places).unlink(missing_ok=True)
        raise
    finally:
        transport.close()
    identity = _identity(answer, url, key)
    if ca is not None and ca != places.ca:
        with guarded(places.ca):
            shutil.copyfile(ca, places.ca)
            sync_file(places.ca)
    _begin(identity, answer, places, tell)
    with guarded(places.root):
        _pending(places).unlink(missing_ok=True)
        (places.root / FETCHED).unlink(missing_ok=True)
    return identity


def _pinned(url: str, pin: str, places: Places) -> Path:
    proven = certificates(url, pin)
    fetched = places.root / FETCHED
    write_whole(fetched, proven.decode("ascii"))
    return fetched


def _parser(arguments: Sequence[str]) -> Parser:
    options = parser("kiosk enrol", "about.enrol", arguments)
    options.add_argument("invitation", nargs="*", metavar="URL CODE", help="help.enrol.invitation")
    options.add_argument("--camera", metavar="SRC", help="help.enrol.camera")
    options.add_argument("--data", type=Path, default=home(), metavar="DIR", help="usage.station_folder")
    options.add_argument("--ca", type=Path, metavar="FILE", help="help.enrol.ca")
    options.add_argument("--lang", choices=LANGUAGES, help="usage.lang")
    return options


def _unsent(places: Places) -> int:
    """Records that only the station this folder is now could still send."""
    feed, outboxes = FeedReader(places.feed), (Outbox(places.journal), Outbox(places.access))
    try:
        return sum(outbox.pending(feed.marks()) for outbox in outboxes)
    finally:
        for part in (*outboxes, feed):
            part.close()


def _answer(transport: Transport, request: EnrolRequest, tell: Tell, every: float, patience: float) -> EnrolAnswer:
    """Ask until the answer is final. Once the server has said to wait, losing it for a while is nothing."""
    number, end = "", monotonic() + patience
    while True:
        try:
            answer = enrol(transport, request)
        except (UpstreamAway, UpstreamBusy):
            if not number or monotonic() > end:
                raise
        else:
            if not answer.waiting:
                return answer
            if answer.number != number:
                number = answer.number
                tell("enrol.waiting", number=number)
        if monotonic() > end:
            raise EnrolRefused("enrol.nobody_confirmed", number=number)
        sleep(every)


def _identity(answer: EnrolAnswer, url: str, key: Ed25519PrivateKey) -> Identity:
    return Identity(
        event=answer.event, station=answer.station, role=answer.role, zone=answer.zone, hash_key=bytes.fromhex(answer.hash_key),
        seal_key=bytes.fromhex(answer.seal_key), signers={number: bytes.fromhex(signer) for number, signer in answer.signers.items()},
        url=url, token=answer.token, private_key=key.private_bytes_raw(),
    )  # fmt: skip


def _begin(identity: Identity, answer: EnrolAnswer, places: Places, tell: Tell) -> None:
    """Write down who we are, and what is needed to judge even if the network is gone from now on."""
    try:
        config.save(identity, places)
    except ValueError as fault:
        raise UpstreamGarbled(f"enrolment: {fault}") from fault
    feed = FeedWriter(places.feed)
    upstream = upstream_of(identity, places)
    try:
        if answer.programme:
            version = hashlib.sha256(answer.programme.encode()).hexdigest()
            desk_keys = tuple(each.desk_key() for each in answer.desk_keys)
            feed.apply(Intake(changes=[ProgrammeText(answer.programme, version, desk_keys)]))
        snapshot.adopt(upstream, feed, places, identity.event, roster_kind(identity.role))
    except UpstreamError:
        tell("enrol.no_roster_yet")  # the gate fetches it with its first round
    finally:
        upstream.close()
        feed.close()


def _pending(places: Places) -> Path:
    return places.root / "enrolling.json"


def _key(places: Places, url: str, code: str) -> Ed25519PrivateKey:
    """The key this folder asks with: that of an earlier try with the same code, else a new one, on disk before it is shown."""
    path = _pending(places)
    asked = hashlib.sha256(f"{url}\n{code}".encode()).hexdigest()
    with suppress(OSError, ValueError, KeyError, TypeError):
        kept = json.loads(path.read_text("utf-8"))
        if kept["asked"] == asked:
            return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(kept["private_key"]))
    key = Ed25519PrivateKey.generate()
    with guarded(path):
        path.unlink(missing_ok=True)
        with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w", encoding="utf-8") as file:
            json.dump({"asked": asked, "private_key": key.private_bytes_raw().hex()}, file)
            file.flush()
            os.fsync(file.fileno())
        sync_folder(places.root)
    return key
