"""A shell of the server's commands for the tests beside it."""

from __future__ import annotations

import pytest

from tests.sync.server.shelling import PROGRAMME, Shell


@pytest.fixture
def shell(sqlite: str, capsys: pytest.CaptureFixture[str]) -> Shell:
    """A shell beside an empty database."""
    return Shell(sqlite, capsys)


@pytest.fixture
def event(shell: Shell) -> Shell:
    """A shell beside a database with the shipped programme."""
    shell.done("programme", PROGRAMME)
    return shell
