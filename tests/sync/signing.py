"""Signs what a test sends by hand, as a station signs what it sends."""

from __future__ import annotations

import gzip
import zlib
from contextlib import suppress

import requests
from requests.auth import AuthBase

from sync.prover import Prover


class Signed(AuthBase):
    """For ``requests``: the requests of the station with this token and private key."""

    def __init__(self, token: str, private_key: bytes) -> None:
        self._prover = Prover(token, private_key)

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        body = request.body or b""
        whole = body.encode() if isinstance(body, str) else body
        if request.headers.get("Content-Encoding") == "gzip":
            with suppress(OSError, EOFError, zlib.error):  # else refused before anybody looks for a signature
                whole = gzip.decompress(whole)
        assert request.method
        request.headers.update(self._prover.headers(request.method, request.path_url, whole))
        return request
