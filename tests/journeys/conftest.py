"""What the journeys share: a venue with its server, the typeface."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.journeys.running import Shell
from tests.journeys.venue import Venue, venue
from ui.typeface import load_fonts


@pytest.fixture
def fonts(qapp: QApplication) -> None:
    """The bundled typeface is loaded."""
    load_fonts()


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[Venue]:
    """A venue on SQLite."""
    with venue(tmp_path) as made:
        yield made


@pytest.fixture
def shell(tmp_path: Path) -> Iterator[Shell]:
    """Commands at work in processes of their own."""
    (tmp_path / "printed").mkdir()
    made = Shell(tmp_path / "printed")
    yield made
    made.close()
