"""Tests of kiosk.commandline: a command explains itself, and complains, in the language asked for."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Iterator

import pytest

from kiosk.__main__ import COMMANDS, main
from kiosk.commandline import Parser, parser, spoken

HANGUL = re.compile("[가-힣]")


def sample(lang: str) -> Parser:
    options = Parser("kiosk sample", "about.gate", lang=lang)
    options.add_argument("--zone", required=True)
    options.add_argument("--lang", choices=("ko", "en"))
    options.add_argument("--scans", type=int)
    options.add_argument("--scale", type=int)
    one = options.add_mutually_exclusive_group()
    one.add_argument("--on", action="store_true")
    one.add_argument("--off", action="store_true")
    return options


COMPLAINTS = {
    "usage.lacks": [],
    "usage.unknown": ["--zone", "a", "--what"],
    "usage.ambiguous": ["--zone", "a", "--sca", "1"],
    "usage.choice": ["--zone", "a", "--lang", "fr"],
    "usage.lacks_value": ["--zone"],
    "usage.not_with": ["--zone", "a", "--on", "--off"],
    "usage.takes_none": ["--zone", "a", "--on=yes"],
    "usage.bad_value": ["--zone", "a", "--scans", "many"],
}


@pytest.mark.parametrize("key", COMPLAINTS)
def test_what_argparse_complains_about_is_said_in_korean(key: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        sample("ko").parse_args(COMPLAINTS[key])
    assert ended.value.code == 2
    out, err = capsys.readouterr()
    assert out == ""
    usage, complaint = err.rsplit("kiosk sample: ", 1)
    assert usage.startswith("사용법: kiosk sample")
    assert HANGUL.search(complaint)
    assert not re.search("invalid|argument|expected|required|could match", complaint)


@pytest.mark.parametrize(
    ("words", "lang"),
    [(["--lang", "ko"], "ko"), (["x", "--lang=ko", "--nonsense"], "ko"), (["--lang", "fr"], "en"), (["--lang"], "en"), ([], "en")],
)
def test_the_language_is_known_before_the_line_is_understood(words: list[str], lang: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    assert spoken(words) == lang


def test_a_default_in_a_help_text_is_filled_in() -> None:
    options = parser("kiosk sample", "about.gate", ["--lang", "en"])
    options.add_argument("--data", default="/here", help="usage.station_folder")
    assert "default: /here" in " ".join(options.format_help().split())


def parsers(top: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    """``top`` and every parser of a task below it."""
    yield top
    for action in top._actions:
        if isinstance(action, argparse._SubParsersAction):
            for below in {id(one): one for one in action.choices.values()}.values():
                yield from parsers(below)


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], list[Parser]]:
    """The parsers a command line makes before it is parsed."""

    def make(line: str) -> list[Parser]:
        caught: list[Parser] = []

        def stop(self: Parser, *_: object) -> None:
            caught.append(self)
            raise SystemExit(0)

        monkeypatch.setattr(Parser, "parse_args", stop)
        with pytest.raises(SystemExit):
            raise SystemExit(main([*line.split(), "--lang", "ko"]))
        return caught

    return make


def lines() -> list[str]:
    from ui.bench import BENCHES

    return [command for command in COMMANDS if command != "bench"] + [f"bench {name}" for name in BENCHES]


@pytest.mark.parametrize("line", lines())
def test_every_command_and_option_explains_itself_in_korean(line: str, made: Callable[[str], list[Parser]]) -> None:
    for top in made(line):
        for one in parsers(top):
            assert HANGUL.search(one.description or ""), one.prog
            for action in one._actions:
                if action.help is not argparse.SUPPRESS and not isinstance(action, argparse._SubParsersAction):
                    assert HANGUL.search(action.help or ""), f"{one.prog} {action.dest}"


def test_the_front_page_names_the_command_there_is_not(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["gates"]) == 2
    err = capsys.readouterr().err
    assert "gates" in err
    assert all(command in err for command in COMMANDS)


def test_the_front_page_speaks_korean(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help", "--lang", "ko"]) == 0
    assert HANGUL.search(capsys.readouterr().out)
