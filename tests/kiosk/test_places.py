"""Where the files of a station lie."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.places import Places, station_in


def test_a_station_is_found_in_its_own_folder_and_in_a_demos(tmp_path: Path) -> None:
    demo = Places(tmp_path / "station").make()
    assert station_in(tmp_path) is None
    demo.journal.write_bytes(b"")
    assert station_in(tmp_path) == demo
    assert station_in(demo.root) == demo


def test_a_roster_version_cannot_lead_out_of_the_folder(tmp_path: Path) -> None:
    places = Places(tmp_path)
    assert places.roster("a1-B_2").parent == tmp_path
    for version in ("", "..", "../x", "a/b", "a.b", "a\\b", "한글"):
        with pytest.raises(ValueError, match="roster version"):
            places.roster(version)


def test_the_folder_is_its_users_alone(tmp_path: Path) -> None:
    assert Places(tmp_path / "a" / "b").make().root.stat().st_mode & 0o777 == 0o700
