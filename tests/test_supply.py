"""``.ci/supply.py``: a known fault of a package fails the tests, a database that cannot be asked does not, and says why."""

from __future__ import annotations

import json
import runpy
from pathlib import Path

import pytest

SCRIPT = runpy.run_path(str(Path(__file__).parents[1] / ".ci" / "supply.py"))
FAULT = {"id": "PYSEC-1", "fix_versions": ["2.0"]}


@pytest.mark.parametrize(
    ("said", "code", "words"),
    [
        (json.dumps({"dependencies": [{"name": "a", "version": "1.0", "vulns": [FAULT]}]}), 1, "a 1.0: PYSEC-1 (mended in 2.0)"),
        (json.dumps({"dependencies": [{"name": "a", "version": "1.0", "vulns": []}, {"name": "b", "skip_reason": "x"}]}), 0, "1 of 2"),
        (json.dumps({"dependencies": [{"name": "a", "skip_reason": "not found"}]}), 0, "SKIPPED: known faults"),
        ("", 0, "SKIPPED: known faults of packages were not looked up: no route to host"),
    ],
)
def test_what_the_audit_says_decides(tmp_path: Path, capsys: pytest.CaptureFixture[str], said: str, code: int, words: str) -> None:
    audit = tmp_path / "pip-audit"
    audit.write_text(f"#!/bin/sh\ncat <<'EOF'\n{said}\nEOF\necho 'no route to host' >&2\n")
    audit.chmod(0o755)
    assert SCRIPT["audited"](str(audit), tmp_path / "locked.txt") == code
    assert words in capsys.readouterr().out
