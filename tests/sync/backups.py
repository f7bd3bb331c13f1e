"""Copies of a server's database, taken and put back while it is stopped, as an operator would; knows no table."""

from __future__ import annotations

import shutil
from pathlib import Path

import psycopg
from sqlalchemy import make_url

from sync.server.database import sqlite_file


class Backup:
    """The database at ``url`` as it is now."""

    def __init__(self, url: str, folder: Path) -> None:
        self._url = url
        self._file = sqlite_file(url)
        self._folder = folder
        if self._file is not None:
            shutil.copytree(self._file.parent, folder)
        else:
            self._copy(self._name, f"{self._name}_copy")

    def restore(self) -> None:
        """Put it back over whatever is there now: the same file on SQLite, a database of the same name on PostgreSQL."""
        if self._file is None:
            self._copy(f"{self._name}_copy", self._name)
            return
        for stale in self._file.parent.glob(f"{self._file.name}-*"):
            stale.unlink()
        for saved in self._folder.glob(f"{self._file.name}*"):
            shutil.copyfile(saved, self._file.with_name(saved.name))  # into the same inode: nothing tells it from the file before

    @property
    def _name(self) -> str:
        return str(make_url(self._url).database)

    def _copy(self, source: str, target: str) -> None:
        address = make_url(self._url).set(database="postgres", drivername="postgresql")
        with psycopg.connect(address.render_as_string(hide_password=False), autocommit=True) as connection:
            connection.execute(f'DROP DATABASE IF EXISTS "{target}" WITH (FORCE)')
            connection.execute(f'CREATE DATABASE "{target}" TEMPLATE "{source}"')
