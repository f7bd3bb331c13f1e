"""Tests of ui.demo_server: the child that serves, its file, and who may stop it."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from kiosk.errors import UpstreamAway
from tests.builders import wait_for
from ui.demo_server import DemoServer


@pytest.fixture
def server(tmp_path: Path) -> Iterator[DemoServer]:
    """A server that has not been started."""
    made = DemoServer(tmp_path / "demo")
    yield made
    made.stop()


def said(folder: Path) -> dict[str, object]:
    values = json.loads((folder / "server.json").read_text("utf-8"))
    assert isinstance(values, dict)
    return values


def gone(pid: int) -> bool:
    try:
        return psutil.Process(pid).status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


def pid_of(folder: Path) -> int:
    pid = said(folder)["pid"]
    assert isinstance(pid, int)
    return pid


def test_it_serves_once_started_and_its_file_says_how_to_start_it_by_hand(server: DemoServer, tmp_path: Path) -> None:
    assert not server.answers()
    server.start()
    assert server.answers()
    file = said(tmp_path / "demo")
    assert list(file) == ["pid", "url", "database"]
    assert (file["url"], file["database"]) == (server.url, server.database)
    pid = pid_of(tmp_path / "demo")
    assert not gone(pid)
    server.start()
    assert pid_of(tmp_path / "demo") == pid, "one is enough"
    server.stop()
    assert gone(pid)
    assert pid_of(tmp_path / "demo") == 0
    server.stop()


def test_a_later_start_is_at_the_same_address_and_the_same_database(server: DemoServer, tmp_path: Path) -> None:
    server.start()
    server.stop()
    again = DemoServer(tmp_path / "demo")
    assert (again.url, again.database) == (server.url, server.database)


def test_killed_it_is_started_anew(server: DemoServer, tmp_path: Path) -> None:
    server.start()
    first = pid_of(tmp_path / "demo")
    os.kill(first, signal.SIGKILL)
    wait_for(lambda: not server.answers())
    server.start()
    assert server.answers()
    assert pid_of(tmp_path / "demo") != first


def test_a_server_somebody_else_started_is_used_and_left_alone(server: DemoServer, tmp_path: Path) -> None:
    server.start()
    other = DemoServer(tmp_path / "demo")
    other.start()
    other.stop()
    assert server.answers()


@pytest.mark.parametrize(
    "content", ["", "{", "[]", '{"pid": "x", "url": 5}', '{"pid": 0, "url": "http://127.0.0.1:99999999", "database": ""}']
)
def test_a_file_somebody_damaged_is_written_anew(content: str, tmp_path: Path) -> None:
    (tmp_path / "server.json").write_text(content, encoding="utf-8")
    port = int(DemoServer(tmp_path).url.rpartition(":")[2])
    assert 0 < port < 65536


def test_where_its_port_was_taken_meanwhile_it_takes_another(server: DemoServer, tmp_path: Path) -> None:
    server.start()
    server.stop()
    with socket.socket() as other:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        other.bind(("127.0.0.1", int(server.url.rpartition(":")[2])))
        other.listen()
        elsewhere = DemoServer(tmp_path / "demo")
        assert elsewhere.url != server.url
        assert elsewhere.database == server.database


def test_a_server_that_does_not_come_up_says_where_to_look(server: DemoServer, tmp_path: Path) -> None:
    (tmp_path / "demo" / "server" / "server.db").write_bytes(b"no database " * 1_000)
    with pytest.raises(UpstreamAway, match=r"server\.out"):
        server.start()
    assert "Traceback" not in (tmp_path / "demo" / "server" / "server.out").read_text("utf-8")


PARENT = """
import sys, threading
from pathlib import Path
from ui.demo_server import DemoServer
DemoServer(Path(sys.argv[1])).start()
print("up", flush=True)
threading.Event().wait()
"""


def test_it_dies_with_its_parent_however_that_ends(tmp_path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", PARENT, tmp_path], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        assert parent.stdout.readline() == "up\n"
        pid = pid_of(tmp_path)
        parent.kill()
    wait_for(lambda: gone(pid), 20)
