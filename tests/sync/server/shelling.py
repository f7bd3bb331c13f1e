"""The server's commands as an organiser types them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from kiosk import programme
from sync.server import command

PROGRAMME = Path(__file__).parents[3] / "assets" / "programmes" / "slw.toml"
ZONE = programme.load_file(PROGRAMME).zones[0].id


@dataclass
class Shell:
    """Runs the commands on one database and keeps what they print."""

    database: str
    capsys: pytest.CaptureFixture[str]

    def __call__(self, *words: str | Path, lang: str = "en") -> tuple[int, str, str]:
        code = command.main([*map(str, words), "--database", self.database, "--lang", lang])
        printed = self.capsys.readouterr()
        return code, printed.out, printed.err

    def done(self, *words: str | Path, lang: str = "en") -> str:
        code, out, err = self(*words, lang=lang)
        assert (code, err) == (0, "")
        return out
