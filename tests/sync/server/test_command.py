"""``kiosk server ...`` as an organiser types it: a whole event is set up, served, ended and read back from the command line."""

from __future__ import annotations

import io
import json
import re
import sys
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from kiosk import badge, programme
from kiosk.catalogue import say, table
from kiosk.commands.badge import main as badge_command
from kiosk.keyfile import load
from kiosk.programme import Reentry
from sync.server import command, ingest
from sync.server.admin import Admin
from sync.server.store import Store
from tests.sync.server.shelling import PROGRAMME, ZONE, Shell
from tests.sync.server.tape import Tape

SEOUL = ZoneInfo("Asia/Seoul")


def test_without_a_programme_every_other_task_says_to_begin_with_one(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text("name,category\n")
    for words in (["people", tmp_path / "people.csv"], ["enrol", "--role", "gate", "--zone", "x"], ["stations"], ["staff", "list"]):
        code, out, err = shell(*words)
        assert (code, out) == (1, "")
        assert "kiosk server programme" in err


def test_a_programme_is_taken_and_taken_again(shell: Shell) -> None:
    assert "zones" in shell.done("programme", PROGRAMME)
    assert "replaced" in shell.done("programme", PROGRAMME)
    assert "구역" in shell.done("programme", PROGRAMME, lang="ko")


def test_a_programme_with_faults_is_refused_with_all_of_them(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "bad.toml").write_text("colour = 3\nevent = 5\n", encoding="utf-8")
    code, out, err = shell("programme", tmp_path / "bad.toml")
    assert (code, out) == (1, "")
    assert "line 1" in err
    assert "line 2" in err


def test_a_file_that_is_not_there_is_said_in_a_sentence(event: Shell, tmp_path: Path) -> None:
    for task in ("programme", "people"):
        code, out, err = event(task, tmp_path / "none")
        assert (code, out, "Traceback" in err) == (1, "", False)
        assert err.strip()


def test_people_are_registered_and_faults_listed_by_line(event: Shell, tmp_path: Path) -> None:
    people = tmp_path / "people.csv"
    people.write_text("이름,구분,번호,배지코드\n홍길동,visitor,P1,ABCDEFGHIJKLMNOP\n김하나,buyer,P2,\n", encoding="cp949")
    assert event.done("people", people).startswith("2 people are new, 0 were known. 4 badge")
    assert event.done("people", people).startswith("0 people are new, 2 were known. 0 badge")
    people.write_text("name,category,id,code\nA,visitor,P3,\nB,nobody,P4,\nC,visitor,P5,ABCDEFGHIJKLMNOP\n", encoding="utf-8")
    code, out, err = event("people", people)
    assert (code, out) == (1, "")
    assert "line 3, category: " in err
    people.write_text("name,category,id,code\n\nA,visitor,P3,\nC,visitor,P5,ABCDEFGHIJKLMNOP\n", encoding="utf-8")
    code, _, err = event("people", people)
    assert code == 1
    assert "line 4, code: " in err  # found by the store, named by the line of the file


PINS = {"s1": "246810", "s2": "112233"}


def two(event: Shell, monkeypatch: pytest.MonkeyPatch, *words: str | Path, pins: str = "\n".join(PINS.values())) -> str:
    """Do it with the PINs of two people who may."""
    for staff_id, pin in PINS.items():
        monkeypatch.setattr("sys.stdin", io.StringIO(pin))
        event.done("staff", "add", "--name", "김하늘", "--role", "supervisor", "--id", staff_id, "--pin-stdin")
    monkeypatch.setattr("sys.stdin", io.StringIO(pins))
    return event.done(*words, "--pin-stdin")


def test_badges_to_print_come_as_a_table_without_formulas(event: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    people = tmp_path / "people.csv"
    people.write_text("name,category,company\n홍길동,visitor,=cmd()\n", encoding="utf-8")
    event.done("people", people)
    assert "1 people" in two(event, monkeypatch, "badges", "--to", tmp_path / "badges.csv", "--reason", "for the printer")
    lines = (tmp_path / "badges.csv").read_text("utf-8-sig").splitlines()
    assert lines[0] == "id,name,company,category,code,confirmation"
    cells = lines[1].split(",")
    assert cells[1:4] == ["홍길동", "'=cmd()", "visitor"]
    assert (len(cells[4]), len(cells[5])) == (badge.BADGE_LENGTH, badge.CONFIRMATION_LENGTH)
    month = datetime.now(SEOUL).strftime("%Y-%m")
    *_, line = event.done("access", "list", "--month", month).splitlines()
    assert line.split("\t")[2:8] == ["server", "s1 s2", "export", "", "1", "for the printer"]


def test_one_person_takes_nobodys_names_out_alone(event: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "badges.csv"
    with pytest.raises(AssertionError):
        two(event, monkeypatch, "badges", "--to", target, "--reason", "x", pins="246810\n246810")
    monkeypatch.setattr("sys.stdin", io.StringIO("246810\n000000"))
    code, _, err = event("badges", "--to", target, "--reason", "x", "--pin-stdin")
    assert (code, "PIN" in err, target.exists()) == (1, True, False)
    assert event.done("access", "list", "--month", datetime.now(SEOUL).strftime("%Y-%m")) == ""


def test_the_monthly_review_is_a_sheet_whose_download_is_on_it(event: Shell, tmp_path: Path) -> None:
    month, target = datetime.now(SEOUL).strftime("%Y-%m"), tmp_path / "review.csv"
    asked = ("access", "review", "--month", month, "--to", target)
    assert event(*asked, "--reason", " ")[0] == 1
    assert event(*asked[:-1], tmp_path / "review.pdf", "--reason", "x")[0] == 1  # nothing paints here
    event.done(*asked, "--reason", "=monthly review", lang="ko")
    sheet = target.read_text("utf-8-sig")
    assert sheet.startswith(f"개인정보 접속기록 점검표 ({month})")
    assert ",'=monthly review" in sheet
    assert event(*asked, "--reason", "again")[0] == 1  # never written over unasked
    assert "whole" in event.done("access", "verify")


def test_a_table_of_badges_is_never_written_over_unasked(event: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "badges.csv"
    target.write_text("mine")
    code, _, err = event("badges", "--to", target, "--reason", "x")
    assert (code, "--force" in err, target.read_text()) == (1, True, "mine")
    two(event, monkeypatch, "badges", "--to", target, "--force", "--reason", "x")
    assert "confirmation" in target.read_text("utf-8-sig")


def test_a_badge_is_revoked_by_the_letters_under_its_code(event: Shell, tmp_path: Path) -> None:
    people = tmp_path / "people.csv"
    people.write_text("name,category,code\nA,visitor,ABCDEFGHIJKLMNOP\n", encoding="utf-8")
    event.done("people", people)
    assert event.done("badge", "revoke", "abcd-efgh-ijkl-mnop").strip() == "1 badges changed."
    code, out, err = event("badge", "block", "ABCDEFGHIJKLMNOP", "ZZZZ-ZZZZ-ZZZZ-ZZZZ")
    assert (code, out.strip(), "ZZZZ-ZZZZ-ZZZZ-ZZZZ" in err) == (1, "1 badges changed.", True)
    event.done("badge", "unblock", "ABCDEFGHIJKLMNOP")


def test_an_enrolment_code_is_printed_with_what_to_type_and_drawn(event: Shell, tmp_path: Path) -> None:
    zone = ZONE
    out = event.done("enrol", "--role", "gate", "--zone", zone, "--url", "https://slw.example", "--qr", tmp_path / "code.svg")
    found = re.search(r"kiosk enrol https://slw\.example ([A-Z2-7]{26})", out)
    assert found
    assert badge.grouped(found[1]) in out
    assert "<svg" in (tmp_path / "code.svg").read_text()
    as_json = json.loads(event.done("enrol", "--role", "gate", "--zone", zone, "--ttl", "5", "--json"))
    assert (as_json["role"], as_json["zone"], as_json["minutes"], len(as_json["code"])) == ("gate", zone, 5.0, 26)


def test_a_zone_the_programme_does_not_have_is_answered_with_those_it_has(event: Shell) -> None:
    code, out, err = event("enrol", "--role", "gate", "--zone", "moon")
    assert (code, out) == (1, "")
    assert ZONE in err


def test_staff_get_a_pin_nobody_sees(event: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("471100\n"))
    staff = event.done("staff", "add", "--name", "홍길동", "--role", "supervisor", "--pin-stdin").split()[-1]
    assert event.done("staff", "list") == f"{staff}\tsupervisor\t홍*동\t\n"
    event.done("staff", "block", staff)
    assert event.done("staff", "list").endswith("blocked\n")
    assert event("staff", "block", "nobody")[0] == 1
    for pin in ("12", "1234567", "abcdef", ""):
        monkeypatch.setattr(sys, "stdin", io.StringIO(pin + "\n"))
        assert event("staff", "add", "--name", "A", "--role", "steward", "--pin-stdin")[0] == 1


@pytest.mark.parametrize("words", [["dance"], ["enrol"], ["--port", "x"], ["staff"], ["badge", "eat", "X"], ["enrol", "--ttl", "0"]])
def test_words_that_mean_nothing_end_with_two(shell: Shell, words: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        shell(*words)
    assert ended.value.code == 2


def test_an_address_that_is_no_database_ends_with_two(capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main(["verify", "--database", "mysql://x", "--lang", "ko"]) == 2
    assert capsys.readouterr().err.strip()


def test_every_sentence_the_server_speaks_is_in_the_catalogue() -> None:
    texts = table()
    folder = Path(command.__file__).parent
    keys = {key for file in folder.glob("*.py") for key in re.findall(r"\"((?:server|people|error)\.[a-z_]+)\"", file.read_text("utf-8"))}
    assert len(keys) > 40
    assert keys - texts.keys() == set()


def test_after_a_restore_a_new_generation_is_begun_by_hand(event: Shell, sqlite: str) -> None:
    store = Store(sqlite)
    before = store.generation()
    store.close()
    assert before not in event.done("restored")
    store = Store(sqlite)
    assert store.generation() != before
    assert Admin(store).event().id
    store.close()


def test_a_desk_certified_away_from_the_server_is_made_known_and_revoked(event: Shell, tmp_path: Path) -> None:
    spare, desk = tmp_path / "spare.key", tmp_path / "desk.key"
    told = event.done("keys", "export", "--to", spare)
    assert "key 2" in told
    assert load(spare, secret=True).private.hex() not in told
    assert badge_command(["keygen", "--by", str(spare), "--number", "9", "--to", str(desk)]) == 0
    event.capsys.readouterr()
    assert "Key 9" in event.done("keys", "add", f"{desk}.pub", "--name", "print shop")
    assert event.done("keys", "list").split("\t")[0::4] == ["9", "print shop\n"]
    assert "9번" in event.done("keys", "revoke", "9", lang="ko")
    assert "revoked" in event.done("keys", "list")
    code, _, err = event("keys", "revoke", "8")
    assert (code, "kiosk server keys" in err) == (1, True)
    assert event("keys", "add", f"{spare}.pub")[0] == 1


def test_conflicts_are_told_decided_and_told_no_more(event: Shell, sqlite: str) -> None:
    assert event.done("conflicts") == say("server.conflicts_counted", "en", count=0) + "\n"
    slw = programme.load_file(PROGRAMME)
    zone = next(zone.id for zone in slw.zones if not zone.desk and zone.reentry is not Reentry.FREE)
    store = Store(sqlite)
    for station in ("a", "b"):
        made = Tape(station, event=slw.event)
        made.add(zone=zone)
        with store.write() as connection:
            ingest.take(connection, ingest.Batch(slw.event, station, made.epoch, 1, made.raw), store.clock.wall())
    store.close()
    for lang in ("en", "ko"):
        told = event.done("conflicts", lang=lang)
        assert say("conflict.double_admission", lang) in told
        assert "station a" in told or "기기 a" in told
        assert "conflict." not in told
    conflict = json.loads(event.done("conflicts", "--json"))
    decided = event.done("conflicts", "decide", conflict["id"][:10], "--verdict", "first", "--by", "김하늘", "--why", "passed on")
    assert conflict["id"][:12] in decided
    assert event.done("conflicts", "--json") == ""
    assert "passed on" in event.done("conflicts", "--all")
    code, _, err = event("conflicts", "decide", "ffff", "--verdict", "both", "--by", "a", "--why", "b")
    assert (code, err.strip()) == (1, say("server.no_conflict", "en", id="ffff"))


def test_personal_data_is_destroyed_by_two_people_who_may_who_then_are_gone_as_well(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = tmp_path / "old.toml"
    old.write_text(PROGRAMME.read_text("utf-8").replace("2026-10-", "2020-10-"), "utf-8")
    shell.done("programme", old)
    for name, pin in (("가람", "111222"), ("나래", "333444")):
        monkeypatch.setattr("sys.stdin", io.StringIO(pin))
        shell.done("staff", "add", "--name", name, "--role", "admin", "--pin-stdin")
    target = tmp_path / "said.json"
    monkeypatch.setattr("sys.stdin", io.StringIO("111222\n111222\n"))
    assert shell("sunset", "--to", target, "--pin-stdin")[0] == 1
    assert not target.exists()
    monkeypatch.setattr("sys.stdin", io.StringIO("111222\n333444\n"))
    assert "certificate" in shell.done("sunset", "--to", target, "--pin-stdin")
    assert set(json.loads(json.loads(target.read_text("utf-8"))["statement"])["fields"]) >= {"name", "staff"}
    assert shell("sunset", "--to", target)[0] == 0  # their own PINs are gone with it
