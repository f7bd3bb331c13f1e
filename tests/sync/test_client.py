"""What every possible answer of a server, or of something that is none, means to a station."""

from __future__ import annotations

import gzip
import threading
import tracemalloc
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.errors import (
    BatchRefused,
    EnrolRefused,
    UnsafeAddress,
    UpstreamAway,
    UpstreamBusy,
    UpstreamDenied,
    UpstreamError,
    UpstreamGarbled,
)
from sync.client import HttpUpstream, enrol, meaning, retry_after
from sync.transport import Reply, Transport, base_url
from sync.wire import SNAPSHOT_MANIFEST, EnrolRequest, RoundAnswer, RoundRequest
from tests.sync.canned import STALL, Canned, answer, canned, certificate

REQUEST = RoundRequest(epoch="0" * 32)
GOOD: dict[str, Any] = {"epoch": "0" * 32, "mark": 0, "received": 1, "sent": 2, "cursor": {"generation": "g", "position": "p"}}
PORTAL = b"<html><form action='/login'>Free Wi-Fi</form></html>"


def asked(*script: bytes, **options: Any) -> RoundAnswer:
    """The outcome of a round against a socket that sends ``script``."""
    with canned(*script) as server:
        upstream = HttpUpstream(server.url, "token", **options)
        try:
            return upstream.round(REQUEST)
        finally:
            upstream.close()


def test_a_good_answer_is_read() -> None:
    assert asked(answer(200, GOOD)).cursor.generation == "g"


def test_a_packed_answer_is_read() -> None:
    packed = gzip.compress(RoundAnswer(**GOOD).model_dump_json().encode())
    assert asked(answer(200, packed, "Content-Encoding: gzip", "Content-Type: application/json")).sent == 2


def test_an_answer_in_chunks_is_read() -> None:
    body = RoundAnswer(**GOOD).model_dump_json().encode()
    head = b"HTTP/1.1 200 OK\r\nConnection: close\r\nTransfer-Encoding: chunked\r\nContent-Type: application/json; charset=utf-8\r\n\r\n"
    assert asked(head, b"%x\r\n%s\r\n0\r\n\r\n" % (len(body), body)).received == 1


def test_the_request_carries_the_token_and_packs_what_is_long() -> None:
    with canned(answer(200, GOOD)) as server:
        upstream = HttpUpstream(server.url, "secret")
        upstream.round(REQUEST)
        upstream.round(RoundRequest(epoch="0" * 32, records=["x" * 5_000]))
        upstream.close()
        short, long = server.heard
    assert b"POST /api/v1/rounds HTTP/1.1" in short
    assert b"Authorization: Bearer secret" in short
    assert b"Content-Encoding" not in short
    assert b"Content-Encoding: gzip" in long
    assert RoundRequest.model_validate_json(gzip.decompress(long.partition(b"\r\n\r\n")[2])).records == ["x" * 5_000]


@pytest.mark.parametrize(
    ("script", "fault"),
    [
        ((answer(500),), UpstreamAway),
        ((answer(502, PORTAL, "Content-Type: text/html"),), UpstreamAway),
        ((answer(503),), UpstreamAway),
        ((answer(408),), UpstreamAway),
        ((answer(511, PORTAL, "Content-Type: text/html"),), UpstreamGarbled),
        ((answer(200, PORTAL, "Content-Type: text/html"),), UpstreamGarbled),
        ((answer(200, PORTAL, "Content-Type: application/json"),), UpstreamGarbled),
        ((answer(200, GOOD | {"mark": -1}),), UpstreamGarbled),
        ((answer(200, GOOD | {"epoch": "x"}),), UpstreamGarbled),
        ((answer(200, b"[" * 100_000, "Content-Type: application/json"),), UpstreamGarbled),
        ((answer(200, b'{"a":"\\ud800"}', "Content-Type: application/json"),), UpstreamGarbled),
        ((answer(200, GOOD, length=10_000),), UpstreamGarbled),
        ((answer(200, b"\x1f\x8b\x08garbage", "Content-Encoding: gzip", "Content-Type: application/json"),), UpstreamGarbled),
        ((answer(200, gzip.compress(b"{}" * 999)[:-9], "Content-Encoding: gzip", "Content-Type: application/json"),), UpstreamGarbled),
        ((answer(200, b"{}", "Content-Encoding: br", "Content-Type: application/json"),), UpstreamGarbled),
        ((answer(204),), UpstreamGarbled),
        ((answer(302, b"", "Location: http://127.0.0.1:1/login"),), UpstreamGarbled),
        ((answer(307, b"", "Location: //[bad"),), UpstreamGarbled),
        ((answer(404, {"error": "server.no_such_path"}),), UpstreamGarbled),
        ((answer(401, {"error": "error.upstream_denied"}),), UpstreamDenied),
        ((answer(403, {"error": "error.upstream_denied"}),), UpstreamDenied),
        ((answer(401, PORTAL, "Content-Type: text/html"),), UpstreamGarbled),
        ((answer(403, PORTAL, "Content-Type: text/html"),), UpstreamGarbled),
        ((answer(413, PORTAL, "Content-Type: text/html"),), BatchRefused),
        ((answer(400, {"error": "server.malformed"}),), BatchRefused),
        ((answer(429),), UpstreamBusy),
        ((answer(503, b"", "Retry-After: 7"),), UpstreamBusy),
        ((b"SSH-2.0-OpenSSH_9.2\r\n",), UpstreamGarbled),
        ((b"\x00\xff" * 200,), UpstreamGarbled),
        ((b"HTTP/1.1 200 OK\r\n" + b"A: b\r\n" * 300 + b"\r\n",), UpstreamGarbled),
        ((b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",), UpstreamGarbled),
        ((b"",), UpstreamAway),
    ],
)
def test_every_wrong_answer_has_its_meaning(script: tuple[bytes, ...], fault: type[UpstreamError]) -> None:
    with pytest.raises(UpstreamError) as raised:
        asked(*script)
    assert type(raised.value) is fault


def test_nobody_there_is_away() -> None:
    with canned() as server:
        url = server.url
    with pytest.raises(UpstreamAway):
        HttpUpstream(url, "token").round(REQUEST)


def test_the_events_own_certificate_is_trusted_and_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ours, tls = certificate(tmp_path / "ours")
    theirs, rogue = certificate(tmp_path / "theirs")
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(theirs))  # requests would let it override even an explicit choice
    with canned(answer(200, GOOD), tls=tls) as server, canned(answer(200, GOOD), tls=rogue) as imposter:
        good, bad = HttpUpstream(server.url, "secret", ca=ours), HttpUpstream(imposter.url, "secret", ca=ours)
        assert good.round(REQUEST).mark == 0
        with pytest.raises(UpstreamGarbled):
            bad.round(REQUEST)
        good.close()
        bad.close()
        assert imposter.heard == []


def test_close_ends_a_hanging_call_through_tls(tmp_path: Path) -> None:
    ours, tls = certificate(tmp_path / "ours")
    with canned(STALL, tls=tls) as server:
        upstream = HttpUpstream(server.url, "token", ca=ours, read=60.0)

        def close_when_hanging() -> None:
            server.stalling.wait(60)
            upstream.close()

        closer = threading.Thread(target=close_when_hanging)
        closer.start()
        with pytest.raises(UpstreamAway):
            upstream.round(REQUEST)
        closer.join(10)


@pytest.mark.parametrize("script", [(STALL,), (answer(200, GOOD)[:60], STALL)])
def test_a_server_that_falls_silent_is_away(script: tuple[bytes, ...]) -> None:
    with pytest.raises(UpstreamAway):
        asked(*script, read=0.05)


def test_a_server_that_keeps_dripping_is_away_in_the_end() -> None:
    drip = [b"HTTP/1.1 200 OK\r\n"] + [b"X"] * 2
    with pytest.raises(UpstreamAway):
        asked(*drip, STALL, read=30.0, total=0.1)


def test_an_answer_that_unpacks_without_end_is_stopped_early() -> None:
    bomb = gzip.compress(b" " * (256 * 1024 * 1024), compresslevel=1)
    tracemalloc.start()
    try:
        with pytest.raises(UpstreamGarbled):
            asked(answer(200, bomb, "Content-Encoding: gzip", "Content-Type: application/json"))
        assert tracemalloc.get_traced_memory()[1] - len(bomb) < 64 * 1024 * 1024
    finally:
        tracemalloc.stop()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    status=st.integers(100, 599),
    body=st.binary(max_size=300),
    kind=st.sampled_from(["application/json", "text/html", "", "application/zstd"]),
    coding=st.sampled_from(["gzip", "identity", "zstd", "\xff"]),
    retry=st.text(st.characters(codec="latin-1", exclude_categories=["Cc"]), max_size=30),
)
def test_no_answer_raises_anything_but_an_upstream_error(
    talker: Canned, tmp_path: Path, status: int, body: bytes, kind: str, coding: str, retry: str
) -> None:
    headers = (f"Content-Type: {kind}", f"Content-Encoding: {coding}", f"Retry-After: {retry}", f"{SNAPSHOT_MANIFEST}: 00")
    talker.script = (answer(status, body, *headers),)
    upstream = HttpUpstream(talker.url, "token", read=5.0)
    with pytest.raises(UpstreamError):
        upstream.round(REQUEST)
    with pytest.raises(UpstreamError):
        upstream.snapshot(tmp_path / "part", "")
    upstream.close()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(noise=st.binary(max_size=400))
def test_no_bytes_raise_anything_but_an_upstream_error(talker: Canned, noise: bytes) -> None:
    talker.script = (noise,)
    upstream = HttpUpstream(talker.url, "token", read=5.0)
    with pytest.raises(UpstreamError):
        upstream.round(REQUEST)
    upstream.close()


@pytest.fixture
def talker() -> Any:
    """A canned server for many examples."""
    with canned() as server:
        yield server


def test_close_ends_a_hanging_call_and_all_later_ones() -> None:
    with canned(STALL) as server:
        upstream = HttpUpstream(server.url, "token", read=60.0)
        caught: list[UpstreamError] = []

        def call() -> None:
            try:
                upstream.round(REQUEST)
            except UpstreamError as fault:
                caught.append(fault)

        thread = threading.Thread(target=call)
        thread.start()
        assert server.stalling.wait(60)
        upstream.close()
        thread.join(10)
        assert [type(fault) for fault in caught] == [UpstreamAway]
        with pytest.raises(UpstreamAway):
            upstream.round(REQUEST)
        assert len(server.heard) == 1


def test_the_environment_names_no_proxy_and_no_certificates(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", "/nowhere")
    assert asked(answer(200, GOOD)).mark == 0


def test_a_cookie_is_not_kept() -> None:
    with canned(answer(200, GOOD, "Set-Cookie: track=1; Path=/")) as server:
        upstream = HttpUpstream(server.url, "token")
        upstream.round(REQUEST)
        upstream.round(REQUEST)
        upstream.close()
        assert b"track" not in server.heard[1]


@pytest.mark.parametrize(
    "url",
    [
        "http://192.168.0.10:8000",
        "http://example.org",
        "http://localhost.example.org",
        "ftp://127.0.0.1",
        "127.0.0.1:8000",
        "https://",
        "https://user:password@example.org",
        "https://example.org/?x=1",
        "http://127.0.0.1:99999999",
        "http://[::1",
        "",
    ],
)
def test_an_address_that_would_tell_the_token_is_refused(url: str) -> None:
    with pytest.raises(UnsafeAddress):
        HttpUpstream(url, "token")


@pytest.mark.parametrize("url", ["https://slw.example.org/", "http://127.0.0.1:8000", "http://localhost:1", "http://[::1]:8000/relay/"])
def test_https_and_this_computer_are_fine(url: str) -> None:
    assert base_url(f" {url} ") == url.rstrip("/")


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"Retry-After": "7"}, 7),
        ({"Retry-After": "0"}, 0),
        ({"Retry-After": "86400"}, 300),
        ({"Retry-After": "-5"}, 5),
        ({"Retry-After": "soon"}, 5),
        ({"Retry-After": "\u0663"}, 5),
        ({}, 5),
        ({"Retry-After": "Wed, 21 Oct 2026 07:28:30 GMT", "Date": "Wed, 21 Oct 2026 07:28:00 GMT"}, 30),
        ({"Retry-After": "Wed, 21 Oct 2026 07:28:00 GMT", "Date": "Wed, 21 Oct 2026 07:29:00 GMT"}, 0),
        ({"Retry-After": "Wed, 21 Oct 2026 07:28:30 GMT"}, 5),
        ({"Retry-After": "Wed, 21 Oct 2026 07:28:30 GMT", "Date": "Wed, 21 Oct 2026 07:28:00 -0000"}, 5),
    ],
)
def test_a_server_may_ask_for_a_pause_within_reason(headers: dict[str, str], seconds: float) -> None:
    fault = meaning(Reply(429, headers))
    assert isinstance(fault, UpstreamBusy)
    assert fault.retry_after == retry_after(headers) == seconds


def test_a_garbled_answer_leaves_no_values_in_the_fault() -> None:
    with pytest.raises(UpstreamGarbled) as raised:
        asked(answer(200, GOOD | {"mark": "Hong Gildong"}))
    assert "Hong" not in str(raised.value)


def test_an_enrolment_code_the_server_refuses_names_the_servers_reason() -> None:
    with canned(answer(409, {"error": "server.code_used", "values": {"a": 1}})) as server:
        transport = Transport(server.url)
        with pytest.raises(EnrolRefused) as raised:
            enrol(transport, EnrolRequest(code="x", public_key="0" * 64))
        transport.close()
    assert raised.value.key == "server.code_used"
    assert raised.value.values["a"] == 1


@pytest.mark.parametrize("script", [answer(200, PORTAL, "Content-Type: text/html"), answer(403, PORTAL), answer(302, b"", "Location: /x")])
def test_a_sign_in_page_refuses_no_enrolment(script: bytes) -> None:
    with canned(script) as server:
        transport = Transport(server.url)
        with pytest.raises(UpstreamGarbled):
            enrol(transport, EnrolRequest(code="x", public_key="0" * 64))
        transport.close()
