"""Fetches a server's own certificates by the pin its address carries; trusts nothing else it says."""

from __future__ import annotations

import ssl
from http.client import HTTPException, HTTPSConnection
from urllib.parse import urlsplit

from kiosk import trust
from kiosk.errors import RogueServer, UpstreamAway, UpstreamGarbled
from sync.transport import CONNECT_S, base_url
from sync.wire import API

LIMIT = 64 * 1024
"""Bytes of a file of certificates; ours has 2 kB."""


def certificates(url: str, pin: str) -> bytes:
    """The certificates (PEM) of the server at ``url``, proven to be those ``pin`` names, whoever sent them.

    Raises UnsafeAddress, UpstreamAway, UpstreamGarbled, or RogueServer where they are others."""
    parts = urlsplit(base_url(url))
    unproven = ssl.create_default_context()
    unproven.check_hostname = False
    unproven.verify_mode = ssl.CERT_NONE
    connection = HTTPSConnection(parts.hostname or "", parts.port, timeout=CONNECT_S, context=unproven)
    try:
        connection.request("GET", f"{parts.path}{API}/ca")
        answer = connection.getresponse()
        body = answer.read(LIMIT + 1)
    except (OSError, HTTPException) as fault:
        raise UpstreamAway(type(fault).__name__) from fault
    finally:
        connection.close()
    if answer.status != 200 or len(body) > LIMIT:
        raise UpstreamGarbled(f"status {answer.status}")
    try:
        found = trust.pin(body)
    except ValueError:
        raise UpstreamGarbled("no certificates") from None
    if found != pin:
        raise RogueServer
    return body
