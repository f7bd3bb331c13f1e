"""What a station asks of any server, ours or another's; knows no transport."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from sync.wire import RoundAnswer, RoundRequest


class Upstream(Protocol):
    """One server as a station sees it. Every method raises an ``UpstreamError`` and nothing else; none retries by itself."""

    def round(self, request: RoundRequest) -> RoundAnswer:
        """Push records, pull changes, measure the clock: one exchange."""

    def snapshot(self, target: Path, etag: str) -> str | None:
        """Fetch the roster file into ``target``, whole and on disk, and return its new ETag; None where ``etag`` is still current.

        Beside an UpstreamError it may raise CannotRecord: the disk does not take the file."""

    def close(self) -> None:
        """Let go of connections; a call under way in another thread ends soon after."""
