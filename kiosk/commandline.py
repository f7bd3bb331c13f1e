"""Command lines that explain themselves in Korean and English; knows how argparse words its complaints, no command."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Sequence
from functools import partial
from typing import Any, NoReturn

from kiosk.catalogue import language, say, table

_COMPLAINTS = (
    (re.compile(r"the following arguments are required: (?P<what>.+)"), "usage.lacks"),
    (re.compile(r"unrecognized arguments: (?P<what>.+)"), "usage.unknown"),
    (re.compile(r"ambiguous option: (?P<what>\S+) could match (?P<choices>.+)"), "usage.ambiguous"),
    (
        re.compile(r"argument (?P<what>.+?): invalid choice: (?P<value>.+?) \((?:maybe you meant .+, )?choose from (?P<choices>.+)\)"),
        "usage.choice",
    ),
    (re.compile(r"argument (?P<what>.+?): expected (?:one|at least one|\d+) arguments?"), "usage.lacks_value"),
    (re.compile(r"argument (?P<what>.+?): not allowed with argument (?P<other>.+)"), "usage.not_with"),
    (re.compile(r"argument (?P<what>.+?): ignored explicit argument (?P<value>.+)"), "usage.takes_none"),
    (re.compile(r"argument (?P<what>.+?): (?:invalid \S+ value: )?(?P<value>.+)"), "usage.bad_value"),
)
"""What argparse (CPython 3.11 to 3.14) says, in the order it is tried, and the key of what we say instead."""


class Parser(argparse.ArgumentParser):
    """An argument parser whose ``about`` and every ``help`` are keys of the catalogue, said in ``lang``.

    A ``help`` that is no key is shown as it is. A wrong command line ends the program with 2, as argparse does."""

    def __init__(self, prog: str | None = None, about: str = "", *, lang: str, add_help: bool = True, **options: Any) -> None:
        self.lang = lang
        formatter = partial(_Formatter, usage=say("usage.usage", lang))
        super().__init__(prog=prog, description=self._said(about), add_help=False, formatter_class=formatter, **options)
        self._positionals.title = say("usage.positionals", lang)
        self._optionals.title = say("usage.options", lang)
        if add_help:
            super().add_argument("-h", "--help", action="help", help=say("usage.help", lang))

    def add_argument(self, *names: str, **options: Any) -> argparse.Action:
        """As argparse's; ``help`` is a key. A default it names is filled in by argparse itself."""
        if options.get("help") not in (None, argparse.SUPPRESS):
            options["help"] = self._said(options["help"])
        return super().add_argument(*names, **options)

    def add_tasks(self, dest: str, *, required: bool = True) -> argparse._SubParsersAction[Parser]:
        """Where tasks of this command are added, by ``add_task``."""
        return self.add_subparsers(dest=dest, required=required, metavar=dest.upper())

    def add_task(self, tasks: argparse._SubParsersAction[Parser], name: str, about: str, **options: Any) -> Parser:
        """A task of its own options; ``about`` is a key."""
        return tasks.add_parser(name, help=self._said(about), about=about, lang=self.lang, **options)

    def error(self, message: str) -> NoReturn:
        """Say what is wrong, beside the usage, and end with 2."""
        self.print_usage(sys.stderr)
        self.exit(2, f"{self.prog}: {_worded(message, self.lang)}\n")

    def _said(self, key: str) -> str:
        return say(key, self.lang) if key in table() else key


class _Formatter(argparse.HelpFormatter):
    """Help whose first word is ours."""

    def __init__(self, *positional: Any, usage: str, **named: Any) -> None:
        super().__init__(*positional, **named)
        self._first = usage

    def add_usage(self, usage: str | None, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, self._first if prefix is None else prefix)


def parser(prog: str, about: str, arguments: Sequence[str]) -> Parser:
    """The parser of a command that was called with ``arguments``, in the language of their ``--lang``, else the locale's."""
    return Parser(prog, about, lang=spoken(arguments))


def spoken(arguments: Sequence[str]) -> str:
    """The language to complain in before the command line was understood."""
    sniff = argparse.ArgumentParser(add_help=False, allow_abbrev=False, exit_on_error=False)
    sniff.add_argument("--lang", nargs="?")
    try:
        return language(sniff.parse_known_args(list(arguments))[0].lang)
    except argparse.ArgumentError:
        return language(None)


def _worded(message: str, lang: str) -> str:
    for pattern, key in _COMPLAINTS:
        found = pattern.fullmatch(message)
        if found:
            return say(key, lang, **found.groupdict())
    return message
