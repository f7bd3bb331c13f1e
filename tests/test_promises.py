"""docs/promises.md names the test that holds each promise; here it is seen to that there is one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PROMISES = (ROOT / "docs" / "promises.md").read_text("utf-8")
NAMED = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", PROMISES)


@pytest.mark.parametrize(("file", "name"), NAMED)
def test_a_promise_names_a_test_there_is(file: str, name: str) -> None:
    assert re.search(rf"^def {name}\(", (ROOT / file).read_text("utf-8"), re.MULTILINE)


def test_each_of_the_ten_promises_names_one() -> None:
    parts = re.split(r"^\d+\. ", PROMISES, flags=re.MULTILINE)[1:]
    assert len(parts) == 10
    assert all("::test_" in part for part in parts)
