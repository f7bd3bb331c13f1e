"""The README's lines "for real", word by word: an event is set up, a station joins, a badge is read and stands on the server."""

from __future__ import annotations

import csv
import json
import os
import re
import shlex
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest
import segno
from sqlalchemy import func, select

from sync.server.schema import RECORD
from sync.server.store import Store
from tests.journeys.running import REPOSITORY, Child, Done, Shell, environment
from tests.ui.gating import PIN
from ui.demo_event import demo_programme

PEOPLE = 3


def readme() -> list[list[str]]:
    """The words of every `./run` line under "For real", those in a sentence too, in order."""
    text = (REPOSITORY / "README.md").read_text("utf-8")
    section = text.split("## For real", 1)[1].split("\n## ", 1)[0]
    lines = re.findall(r"(?:^    |`)\./run ([^`\n]+)", section, re.MULTILINE)
    return [shlex.split(line) for line in lines]


def free_port() -> str:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return str(probe.getsockname()[1])


@dataclass
class Reader:
    """Somebody who follows the README in `folder` on a computer where the port it names may be taken."""

    folder: Path
    shell: Shell
    port: str = field(default_factory=free_port)
    url: str = ""
    code: str = ""
    server: Child | None = None
    gate: Child | None = None

    @property
    def database(self) -> str:
        """Where the README's database lies."""
        return f"sqlite:///{self.folder / 'srv' / 'slw.db'}"

    def follow(self, words: list[str]) -> None:
        """Type one line."""
        match words:
            case ["server", *_, "programme" | "people", _]:
                assert self.done(words)
            case ["server", "--database", _, "staff", "add", *_]:
                assert at_a_terminal(words, self.folder, PIN)
            case ["server", *_, "--port", "8610", "&"]:
                words[words.index("8610")] = self.port
                self.server = self.shell.start(*words[:-1])
                self.server.wait_for(lambda: self.server is not None and self.port in self.server.out, "the server")
            case ["server", *_, "enrol", "--role", "gate", "--zone", _]:
                command = re.search(r"kiosk enrol (\S+) (\S+)", self.done(words).last)
                assert command, "the last line says what to type on the tablet"
                self.url, self.code = command.groups()
            case ["enrol", "URL", "CODE"]:
                self.done(["enrol", self.url, self.code])
            case ["doctor", "--camera", "0"]:
                self.done([*words[:-1], str(self.pictures())])
            case ["gate", "--camera", "0"]:
                self.gate = self.shell.start(*words[:-1], self.pictures(), "--headless")
                self.gate.wait_for(lambda: self.scans_on_server() > 0, "a scan on the server")
                assert self.gate.end(signal.SIGTERM).code == 0
            case ["journal", "verify", "--data", "DIR"]:
                done = self.done([*words[:-1], str(self.folder / "home" / "slw-kiosk"), "--json"])
                told = json.loads(done.out)
                assert told["ok"]
                assert told["rows"] >= 2
            case ["server", *_, "verify"]:
                assert self.server is not None
                assert self.server.end(signal.SIGTERM).code == 0
                told = json.loads(self.done([*words, "--json"]).out)
                assert (told["gaps"], told["quarantined"]) == (0, 0)
                assert told["rows"] >= 2
            case _:
                raise AssertionError(f"the README has a line this test does not know: {words}")

    def done(self, words: list[str]) -> Done:
        """Type these words; they must do what they say."""
        done = self.shell.run(*words)
        assert done.code == 0, done.err
        return done

    def pictures(self) -> Path:
        """A folder of badges as the print shop would get them, made once."""
        folder, table = self.folder / "pictures", self.folder / "badges.csv"
        if not folder.exists():
            folder.mkdir()
            for name, pin in (("이도담", "112233"), ("박새봄", "332211")):
                add = ["server", "--database", self.database, "staff", "add", "--name", name, "--role", "supervisor"]
                assert at_a_terminal(add, self.folder, pin)
            asked = ["server", "--database", self.database, "badges", "--to", str(table), "--reason", "pictures"]
            assert at_a_terminal(asked, self.folder, "112233", "332211")
            with table.open(encoding="utf-8-sig", newline="") as file:
                for row in csv.DictReader(file):
                    segno.make(row["code"], micro=False, error="q").save(str(folder / f"{row['id']}.png"), scale=10, border=10)
        return folder

    def scans_on_server(self) -> int:
        """How many scans the server has."""
        store = Store(self.database, read_only=True)
        try:
            with store.read() as connection:
                return connection.execute(select(func.count()).select_from(RECORD).where(RECORD.c.kind == "scan")).scalar_one()
        finally:
            store.close()


TERMINAL = "import fcntl, os, sys, termios; fcntl.ioctl(0, termios.TIOCSCTTY); os.execv(sys.executable, [sys.executable, *sys.argv[1:]])"


def at_a_terminal(words: list[str], folder: Path, *typed: str) -> bool:
    """Have `kiosk` done at a terminal of its own, where a person types a line each time it asks; whether it went well."""
    ours, theirs = os.openpty()
    try:
        command = [sys.executable, "-c", TERMINAL, "-m", "kiosk", *words]
        child = subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, cwd=folder, env=environment(), start_new_session=True)
        os.close(theirs)
        theirs = -1
        for line in typed:
            heard = b""
            while b"PIN" not in heard:
                heard += os.read(ours, 1_000)
            os.write(ours, line.encode() + b"\n")
            assert line.encode() not in heard
        return child.wait(60) == 0
    finally:
        os.close(ours)
        if theirs >= 0:
            os.close(theirs)


@pytest.fixture
def reader(tmp_path: Path) -> Iterator[Reader]:
    """A person with the list of attendees, on the first day of the event at eleven o'clock."""
    for name in ("printed", "assets/programmes"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "assets" / "programmes" / "slw.toml").write_text(demo_programme(datetime.now(UTC)).text, encoding="utf-8")
    rows = [f"P{number},관람객 {number},visitor,checked_in" for number in range(PEOPLE)]
    (tmp_path / "attendees.csv").write_text("\n".join(["id,name,category,flags", *rows]) + "\n", encoding="utf-8")
    environ = {"XDG_DATA_HOME": str(tmp_path / "home"), "KIOSK_DATABASE": f"sqlite:///{tmp_path / 'srv' / 'slw.db'}"}
    shell = Shell(tmp_path / "printed", environ, tmp_path)
    yield Reader(tmp_path, shell)
    shell.close()


def test_the_readmes_lines_lead_from_an_empty_server_to_a_scan_on_it(reader: Reader) -> None:
    lines = readme()
    assert len(lines) == 10
    for words in lines:
        reader.follow(words)
    store = Store(reader.database, read_only=True)
    with store.read() as connection:
        found = connection.execute(select(RECORD.c.outcome, RECORD.c.reason).where(RECORD.c.kind == "scan")).first()
    store.close()
    assert found is not None
    assert tuple(found) == ("admit", "admitted")
