"""``kiosk server`` as a process: served, killed, ended, and what came in read back from the command line."""

from __future__ import annotations

import json
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import requests
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import delete

from kiosk.catalogue import say
from sync.server import command
from sync.server.schema import RECORD
from sync.server.store import Store
from tests.sync.server.shelling import ZONE, Shell
from tests.sync.server.tape import Tape
from tests.sync.signing import Signed


@contextmanager
def served(database: str, *words: str, port: int = 0) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    """``kiosk server`` as a process of its own: the process and its address."""
    line = [sys.executable, "-W", "error", "-m", "kiosk", "server", "--database", database, "--port", str(port), "--lang", "en", *words]
    process = subprocess.Popen(line, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout
    assert process.stdin
    assert process.stderr
    try:
        found = re.search(rb"http://\S+?:\d+", process.stdout.readline())
        assert found, process.stderr.read().decode()
        yield process, found[0].decode()
    finally:
        if process.poll() is None:
            process.kill()
        process.wait()
        process.stdin.close()
        process.stdout.close()
        process.stderr.close()


KEY = Ed25519PrivateKey.generate()


def enrolled(shell: Shell) -> tuple[str, dict[str, Any]]:
    """A station made by command while the server runs: where the code says the server is, and what the server answered."""
    made = json.loads(shell.done("enrol", "--role", "gate", "--zone", ZONE, "--json"))
    asked = {"code": made["code"], "public_key": KEY.public_key().public_bytes_raw().hex()}
    answer = requests.post(f"{made['url']}/api/v1/enrol", json=asked, timeout=10)
    return made["url"], answer.json()


def push(url: str, answer: dict[str, Any], tape: Tape) -> dict[str, Any]:
    auth = Signed(answer["token"], KEY.private_bytes_raw())
    body = {"epoch": tape.epoch.hex(), "records": tape.raw}
    found: dict[str, Any] = requests.post(f"{url}/api/v1/rounds", json=body, auth=auth, timeout=10).json()
    return found


def test_a_day_from_the_command_line(event: Shell) -> None:
    with served(event.database) as (process, url):
        told, answer = enrolled(event)  # a second process writes to the same file meanwhile
        assert told == url
        tape = Tape(answer["station"], event=answer["event"]).fill(20)
        assert push(url, answer, tape)["mark"] == 20
        line = json.loads(event.done("verify", "--json"))
        process.send_signal(signal.SIGTERM)
        assert process.wait(20) == 0
        assert process.stderr
        assert b"Traceback" not in process.stderr.read()
    assert line == {
        "event": answer["event"], "station": answer["station"], "epoch": tape.epoch.hex(), "rows": 20, "head": tape.head.hex(), "gaps": 0,
        "quarantined": 0, "broken": 0,
    }  # fmt: skip
    assert json.loads(event.done("verify", "--json")) == line
    assert answer["station"] in event.done("stations")
    event.done("stations", "--revoke", answer["station"])
    assert "revoked" in event.done("stations")


def test_verify_ends_with_one_where_a_record_is_missing(event: Shell, sqlite: str) -> None:
    with served(sqlite) as (_, url):
        _, answer = enrolled(event)
        push(url, answer, Tape(answer["station"], event=answer["event"]).fill(3))
    store = Store(sqlite)
    with store.write() as connection:
        connection.execute(delete(RECORD).where(RECORD.c.row == 2))
    store.close()
    code, out, _ = event("verify", "--json")
    assert (code, json.loads(out)["gaps"]) == (1, 1)
    code, out, _ = event("verify", lang="ko")
    assert (code, say("server.not_whole", "ko", journals=1) in out) == (1, True)


def test_killed_at_any_moment_it_goes_on_where_it_was(event: Shell, sqlite: str) -> None:
    with served(sqlite) as (process, url):
        _, answer = enrolled(event)
        tape = Tape(answer["station"], event=answer["event"]).fill(5)
        assert push(url, answer, tape)["mark"] == 5
        process.kill()
    with served(sqlite) as (_, url):
        tape.fill(5)
        assert push(url, answer, tape)["mark"] == 10
    assert json.loads(event.done("verify", "--json"))["rows"] == 10


def test_it_ends_in_order_when_told_to_while_it_watches_its_parent(sqlite: str) -> None:
    with served(sqlite, "--die-with-parent") as (process, _):
        process.send_signal(signal.SIGTERM)
        assert process.wait(20) == 0
        assert process.stderr
        assert b"Fatal" not in process.stderr.read()


def test_it_ends_when_its_standard_input_ends(sqlite: str) -> None:
    with served(sqlite, "--die-with-parent") as (process, _):
        assert process.stdin
        process.stdin.close()
        assert process.wait(20) == 0


def test_it_dies_with_a_parent_that_was_killed(sqlite: str) -> None:
    line = [sys.executable, "-m", "kiosk", "server", "--database", sqlite, "--port", "0", "--die-with-parent"]
    starter = f"import subprocess, sys; p = subprocess.Popen({line!r}, stdin=subprocess.PIPE); print(p.pid, flush=True); p.wait()"
    parent = subprocess.Popen([sys.executable, "-c", starter], stdout=subprocess.PIPE)
    assert parent.stdout
    try:
        parent.stdout.readline()
        assert b"http://" in parent.stdout.readline()
        parent.kill()
        parent.wait()
        assert parent.stdout.read() == b""  # ends only when the child, who holds the other end, has died
    finally:
        parent.stdout.close()


def test_a_port_in_use_is_said_in_a_sentence(sqlite: str, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        assert command.main(["--database", sqlite, "--port", str(port), "--lang", "ko"]) == 1
        assert str(port) in capsys.readouterr().err
