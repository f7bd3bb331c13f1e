"""The last few values are remembered, the longest unused forgotten first."""

from __future__ import annotations

from sync.server.kept import Kept


def test_the_longest_unused_value_goes_first() -> None:
    kept: Kept[int] = Kept(2)
    kept.put("a", 1)
    kept.put("b", 2)
    assert kept.get("a") == 1
    kept.put("c", 3)
    assert (kept.get("a"), kept.get("b"), kept.get("c")) == (1, None, 3)
