"""Feeds the targets inputs in number: guided by coverage where atheris is there (a child process each), else by mutation alone."""

from __future__ import annotations

import random
import subprocess
import sys
import traceback
from collections.abc import Iterator
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.fuzz.targets import TARGETS
from tests.simulation.trials import Outcome, Trial

AT_ONCE = 10_000
"""Inputs of a seed: ten seeds are 100,000 a target."""
LONGEST = 4_096
WORDS = (
    b"\0", b"\xff\xfe", b"\xed\xa0\x80", b"&x;", b"<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>", b"../../", b"9" * 400,
    b"=cmd|' /C calc'!A0", b"[" * 300, b'"', b"\r\n", b",", b"e999", b"-1", b"null", "가".encode(), "\u202e".encode(),
)  # fmt: skip


def feed(name: str, seed: int, count: int = AT_ONCE) -> Outcome:
    """``count`` inputs of ``seed`` for the target ``name``."""
    if find_spec("atheris"):
        return guided(name, seed, count)
    return plain(name, seed, count)


def plain(name: str, seed: int, count: int) -> Outcome:
    """The same inputs whenever it is the same seed."""
    target = TARGETS[name]
    for data in mutated(target.samples, random.Random(f"{name} {seed}"), count):
        try:
            target.eat(data)
        except Exception:  # noqa: BLE001 - whatever it is, it is what is looked for
            return Outcome((f"{name}: {data.hex()}", traceback.format_exc()))
    return Outcome(())


def mutated(samples: tuple[bytes, ...], chance: random.Random, count: int) -> Iterator[bytes]:
    """Samples with some of their bytes changed, left out, doubled, or with words put in that have done harm elsewhere."""
    for _ in range(count):
        data = bytearray(chance.choice(samples))
        for _ in range(chance.randrange(1, 8)):
            at = chance.randrange(len(data) + 1)
            match chance.randrange(5):
                case 0:
                    data[at : at + 1] = chance.randbytes(1)
                case 1:
                    del data[at : at + chance.randrange(1, 20)]
                case 2:
                    data[at:at] = data[at : at + chance.randrange(1, 40)]
                case 3:
                    data[at:at] = chance.choice(WORDS)
                case _:
                    other = chance.choice(samples)
                    data[at:] = other[chance.randrange(len(other) + 1) :]
        yield bytes(data[:LONGEST])


def guided(name: str, seed: int, count: int) -> Outcome:
    """As ``plain``, but inputs that reach new branches are gone on from."""
    with TemporaryDirectory() as folder:
        corpus = Path(folder) / "corpus"
        corpus.mkdir()
        for number, sample in enumerate(TARGETS[name].samples):
            (corpus / str(number)).write_bytes(sample)
        options = [f"-runs={count}", f"-seed={seed + 1}", f"-max_len={LONGEST}", f"-artifact_prefix={folder}/", "-print_final_stats=1"]
        line = [sys.executable, "-m", "tests.fuzz", name, *options, str(corpus)]
        done = subprocess.run(line, capture_output=True, text=True, errors="replace", cwd=Path(__file__).parents[2])
        crashes = tuple(path.read_bytes().hex() for path in sorted(Path(folder).glob("crash-*")))
    told = (*crashes, *done.stdout.splitlines()[-12:], *done.stderr.splitlines()[-12:])
    whole = done.returncode == 0 and f"stat::number_of_executed_units: {count}" in done.stderr
    return Outcome(() if whole else ("\n".join(told),), told)


TRIALS = [Trial(f"fuzz-{name}", partial(feed, name), 10) for name in TARGETS]
