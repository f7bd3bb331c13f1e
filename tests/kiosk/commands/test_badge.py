"""``kiosk badge`` as people who print badges type it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from kiosk import badge, config, signing
from kiosk.catalogue import table
from kiosk.commands.badge import main
from kiosk.feed import FeedWriter, Intake, ProgrammeText
from kiosk.inspection import inspect
from kiosk.keyfile import generate, load
from kiosk.model import DeskKey
from kiosk.places import Places
from kiosk.scanner.decode import still
from kiosk.scanner.picture import load as picture
from kiosk.signing import Certificate, Signers
from tests.kiosk.standing import IDENTITY, SIGNING_KEY

CODE = "SEOULSMARTLIFE26"


@dataclass
class Desk:
    """A folder with the event's key and that of a desk, and a shell in it."""

    folder: Path
    run: Callable[..., tuple[int, str, str]]

    def sign(self, *words: str) -> str:
        code, out, err = self.run("sign", "--key", self.folder / "desk.key", *words)
        assert (code, err) == (0, "")
        return out.strip()

    def check(self, *codes: str, trust: tuple[str, ...] = ("event.key.pub", "desk.key.pub")) -> list[dict[str, object]]:
        _, out, _ = self.run("check", *codes, "--json", *(word for name in trust for word in ("--trust", self.folder / name)))
        return [json.loads(line) for line in out.splitlines()]


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    """An event's key and a desk's, made by the command."""

    def run(*words: object, lang: str = "en") -> tuple[int, str, str]:
        code = main([*map(str, words), "--lang", lang])
        return code, *capsys.readouterr()

    made = [run("keygen", "--event", "slw-2026", "--to", tmp_path / "event.key")]
    made.append(run("keygen", "--by", tmp_path / "event.key", "--number", "17", "--to", tmp_path / "desk.key"))
    assert [code for code, _, _ in made] == [0, 0]
    secrets = [load(tmp_path / name, secret=True).private.hex() for name in ("event.key", "desk.key")]
    assert not [secret for secret in secrets for _, out, err in made if secret in out + err]
    return Desk(tmp_path, run)


def test_a_token_a_certified_desk_signed_is_valid_by_its_key(desk: Desk) -> None:
    token = desk.sign(CODE, "--category", "5", "--day", "2")
    assert desk.check(token) == [
        {"code": token, "kind": "token", "valid": True, "why": "", "key": 17, "category": 5, "day": 2},
    ]
    code, out, _ = desk.run("check", token, "--trust", desk.folder / "event.key.pub", "--trust", desk.folder / "desk.key.pub", lang="ko")
    assert (code, "17번" in out) == (0, True)


def test_a_desk_that_is_not_certified_by_a_trusted_key_signs_nothing(desk: Desk) -> None:
    (found,) = desk.check(desk.sign(CODE), trust=("desk.key.pub",))
    assert (found["valid"], found["why"], found["key"]) == (False, "unknown_key", 17)


def test_every_code_is_said_to_be_what_it_is(desk: Desk) -> None:
    token = desk.sign(CODE)
    spare = token[:-1] + chr(ord(token[-1]) + 1)
    codes = [CODE, "C" + CODE, CODE.lower(), token + "======", spare, token[:60] + "A" + token[61:], "<b>hello</b>", ""]
    whys = [found["why"] for found in desk.check(*codes)]
    assert whys == ["", "", "not_canonical", "foreign", "not_canonical", "damaged" if token[60] != "A" else "", "foreign", "foreign"]
    assert desk.run("check", *codes[:2])[0] == 0
    assert desk.run("check", *codes)[0] == 1


def test_what_was_signed_outside_the_keys_time_or_with_a_revoked_one_says_so() -> None:
    private, public = generate()
    raw = signing.certify(SIGNING_KEY, Certificate(1, 40, 100, 200, public), IDENTITY.event)
    token = badge.sign(private, 40, CODE, 0, 0, IDENTITY.event)
    for revoked, now, why in ((False, 150, ""), (False, 200, "expired"), (True, 150, "revoked")):
        found = inspect(token, IDENTITY.event, Signers(IDENTITY.event, IDENTITY.signers, [DeskKey(raw, revoked)]), now)
        assert (found.why, found.valid) == (why, not why)


def test_a_station_s_folder_says_whom_to_trust(desk: Desk, places: Places) -> None:
    private, public = generate()
    config.save(IDENTITY, places)
    feed = FeedWriter(places.feed)
    raw = signing.certify(SIGNING_KEY, Certificate(1, 40, 0, 2**62, public), IDENTITY.event)
    feed.apply(Intake(changes=[ProgrammeText("", "", (DeskKey(raw),))]))
    feed.close()
    token = badge.sign(private, 40, CODE, 0, 0, IDENTITY.event)
    assert desk.run("check", token, "--data", places.root)[0] == 0
    code, _, err = desk.run("check", token, "--data", places.root, "--trust", desk.folder / "event.key.pub")
    assert (code, "several events" in err) == (2, True)


def test_a_desk_signs_with_its_own_key_once_it_is_certified_and_until_it_is_revoked(desk: Desk, places: Places) -> None:
    private, public = generate()
    config.save(replace(IDENTITY, private_key=private), places)
    raw = signing.certify(SIGNING_KEY, Certificate(1, 40, 0, 2**62, public), IDENTITY.event)
    feed = FeedWriter(places.feed)
    done: list[int] = []
    for known in ((), (DeskKey(raw),), (DeskKey(raw, revoked=True),)):
        feed.apply(Intake(changes=[ProgrammeText("", "", known)]))
        code, out, err = desk.run("sign", "--data", places.root, CODE)
        done.append(code)
        assert "enrolled as a desk" in err if code else desk.run("check", out.strip(), "--data", places.root)[0] == 0
    feed.close()
    assert done == [1, 0, 1]


@pytest.mark.parametrize("code", [CODE, "C" + CODE, ""])
@pytest.mark.parametrize("ending", ["svg", "png"])
def test_a_code_is_written_and_its_reach_told(desk: Desk, code: str, ending: str) -> None:
    file = desk.folder / f"code.{ending}"
    done, out, err = desk.run("make", *([code] if code else []), "--to", file, "--width", "30", "--json")
    told = json.loads(out)
    assert (done, err) == (0, "")
    assert told["width_mm"] == pytest.approx(30, abs=1.3)
    assert told["reach_mm"] == pytest.approx(told["module_mm"] * 1280 / (4 * 0.70021), abs=1)
    if ending == "png":
        assert [one.text for one in still(picture(file))] == [told["code"]]
    assert (told["code"] == code) is bool(code)


def test_a_code_typed_as_it_is_printed_is_taken(desk: Desk) -> None:
    _, out, _ = desk.run("make", "seou-lsma-rtli-fe26", "--to", desk.folder / "code.svg")
    assert CODE in out
    assert "cm" in out


@pytest.mark.parametrize(
    ("words", "key"),
    [
        (("make", "hello", "--to", "x.svg"), "badge.not_a_code"),
        (("make", CODE, "--to", "x.pdf"), "badge.bad_form"),
        (("sign", "--key", "desk.key", "C" + CODE), "badge.not_a_code"),
        (("sign", "--key", "desk.key.pub", CODE), "error.key_file"),
        (("sign", "--key", "none", CODE), "error.file"),
        (("keygen", "--event", "x", "--number", "3", "--to", "x"), "badge.bad_number"),
        (("keygen", "--by", "event.key", "--number", "2", "--to", "x"), "badge.bad_number"),
        (("keygen", "--by", "desk.key", "--to", "x"), "error.key_file"),
        (("keygen", "--event", "x", "--to", "desk.key"), "badge.file_exists"),
        (("make", CODE, "--to", "nowhere/x.svg"), "error.file"),
    ],
)
@pytest.mark.parametrize("lang", ["ko", "en"])
def test_what_cannot_be_is_said_in_a_sentence(
    desk: Desk, words: tuple[str, ...], key: str, lang: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(desk.folder)
    code, out, err = desk.run(*words, lang=lang)
    assert (code in (1, 2), out) == (True, "")
    assert err.startswith(table()[key].of(lang).split("{")[0])
    assert not (desk.folder / "x").exists()
