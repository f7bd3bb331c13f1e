"""Tests of ui.doctor: a line a check, in words and in JSON, with what to do; ends 0 only where nothing is bad."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kiosk import config
from kiosk.catalogue import LANGUAGES, say
from kiosk.checks import State
from kiosk.clock import SystemClock
from kiosk.places import Places
from kiosk.programme import Programme
from kiosk.scanner import settings
from sync.enrol import join
from tests.builders import SECOND
from tests.kiosk.scanner.pictures import coloured, qr, save, scene
from tests.kiosk.standing import IDENTITY
from tests.sync.canned import answer, canned
from tests.sync.serving import TestServer
from tests.ui.gating import LIBRARIES
from ui import doctor

pytestmark = pytest.mark.qt_log_ignore(*LIBRARIES, extend=True)

CHECKS = ["sqlite", "zxing-cpp", "pyzbar", "disk", "station", "camera", "scanner", "server", "clock", "sound"]


class Ahead(SystemClock):
    """The device's clock, an hour ahead."""

    def wall(self) -> int:
        """As ``kiosk.clock.Clock``."""
        return super().wall() + 3600 * SECOND


@pytest.fixture
def camera(tmp_path: Path) -> str:
    """A folder of one picture."""
    (tmp_path / "camera").mkdir()
    save(tmp_path / "camera" / "badge.png", coloured(scene((qr("A"), 10, 10))))
    return str(tmp_path / "camera")


@pytest.fixture
def server(tmp_path: Path, programme: Programme) -> Iterator[TestServer]:
    """A running server with one event."""
    running = TestServer(f"sqlite:///{tmp_path / 'server.db'}", tmp_path / "served").start()
    running.admin.put_programme(programme)
    yield running
    running.stop()


def belonging(places: Places, url: str) -> Places:
    config.save(replace(IDENTITY, url=url), places)
    return places


def enrolled(places: Places, server: TestServer) -> None:
    join(server.url, server.admin.new_enrolment("gate", "hall"), places, lambda key, **values: None)


def lines(capsys: pytest.CaptureFixture[str]) -> dict[str, dict[str, object]]:
    printed = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    return {line["check"]: line for line in printed}


def test_a_station_in_order_ends_0_with_a_line_for_every_check(
    qtbot: QtBot, places: Places, server: TestServer, camera: str, capsys: pytest.CaptureFixture[str]
) -> None:
    enrolled(places, server)
    assert doctor.main(["--data", str(places.root), "--camera", camera, "--json"]) == 0
    found = lines(capsys)
    assert list(found) == CHECKS
    assert {line["state"] for line in found.values()} <= {"good", "note"}
    assert all(set(line) == {"check", "state", "key", "values", "sentence"} for line in found.values())


@pytest.mark.parametrize("lang", LANGUAGES)
def test_in_words_each_check_has_a_sign_a_name_and_a_sentence(
    lang: str, qtbot: QtBot, places: Places, camera: str, capsys: pytest.CaptureFixture[str]
) -> None:
    belonging(places, "http://127.0.0.1:9")
    assert doctor.main(["--data", str(places.root), "--camera", camera, "--lang", lang]) == 1
    out, err = capsys.readouterr()
    printed = out.splitlines()
    assert (len(printed), err) == (len(CHECKS) - 1, "")  # no clock to compare with
    assert all(line[0] in "✓•✗" and ": " in line for line in printed)
    assert f"✗ {say('doctor.name.server', lang)}: {say('error.upstream_away', lang)}" in printed


def test_a_station_the_server_no_longer_takes_is_told(
    qtbot: QtBot, places: Places, server: TestServer, camera: str, capsys: pytest.CaptureFixture[str]
) -> None:
    enrolled(places, server)
    server.admin.revoke_station(config.load(places).station)
    assert doctor.main(["--data", str(places.root), "--camera", camera, "--json"]) == 1
    found = lines(capsys)["server"]
    assert (found["state"], found["key"]) == ("bad", "error.upstream_denied")


def test_a_server_with_a_far_off_clock_is_told(
    qtbot: QtBot, places: Places, programme: Programme, tmp_path: Path, camera: str, capsys: pytest.CaptureFixture[str]
) -> None:
    running = TestServer(f"sqlite:///{tmp_path / 'server.db'}", tmp_path / "served", Ahead()).start()
    try:
        running.admin.put_programme(programme)
        enrolled(places, running)
        assert doctor.main(["--data", str(places.root), "--camera", camera, "--json", "--lang", "en"]) == 1
    finally:
        running.stop()
    clock = lines(capsys)["clock"]
    assert clock["state"] == "bad"
    assert "+3600" in str(clock["sentence"])
    assert "time synchronisation" in str(clock["sentence"])


def test_a_page_that_is_no_server_of_ours_is_told(qtbot: QtBot, places: Places, camera: str) -> None:
    with canned(answer(200, b"<html>Sign in</html>")) as portal:
        found = {finding.check: finding for finding in doctor.examine(belonging(places, portal.url).root, camera)}
    assert (found["server"].state, found["server"].key) == (State.BAD, "error.upstream_garbled")
    assert "clock" not in found


def test_a_folder_of_no_event_is_asked_about_no_server(qtbot: QtBot, places: Places, camera: str) -> None:
    found = {finding.check: finding for finding in doctor.examine(places.root, camera)}
    assert found["station"].state is State.NOTE
    assert "server" not in found


def test_a_folder_that_cannot_be_is_told_whole_without_a_traceback(
    qtbot: QtBot, tmp_path: Path, camera: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("in the way")
    assert doctor.main(["--data", str(tmp_path / "file" / "station"), "--camera", camera, "--lang", "en"]) == 1
    out, err = capsys.readouterr()
    assert "Traceback" not in out + err
    assert [line.split(":")[0] for line in out.splitlines() if line[0] == "✗"] == ["✗ Disk", "✗ Enrolment"]


def test_an_unknown_option_ends_2() -> None:
    with pytest.raises(SystemExit) as ended:
        doctor.main(["--nonsense"])
    assert ended.value.code == 2


def test_without_a_word_about_the_camera_the_one_staff_chose_is_checked(places: Places, camera: str) -> None:
    settings.save(settings.Settings(chosen=camera), places.camera)
    (finding,) = [one for one in doctor.examine(places.root, "") if one.check == "camera"]
    assert (finding.state, finding.values["camera"]) == (State.GOOD, camera)
