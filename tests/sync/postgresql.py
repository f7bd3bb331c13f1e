"""The PostgreSQL cluster of a test run."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sync.bench import cluster as clusters
from sync.bench.cluster import programs

__all__ = ["MISSING", "cluster", "programs"]

MISSING = "PostgreSQL is not installed: apt-get install postgresql, or set KIOSK_NO_POSTGRES=1 to leave its half of the tests out."
# a test cluster may be lost with the machine; durability itself is PostgreSQL's own promise and is not tested here
SETTINGS = {"fsync": "off", "full_page_writes": "off", "autovacuum": "off"}


@contextmanager
def cluster(bin_folder: Path) -> Iterator[str]:
    """A running cluster; yields what a database's address is made from with ``{name}``."""
    with clusters.cluster(bin_folder, SETTINGS) as running:
        yield running.address
