"""``kiosk bench faults``: plays the suite's trials of failure at their full count; the trials themselves lie in the clone's ``tests``."""

from __future__ import annotations

import json
import multiprocessing
import os
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from importlib import import_module
from itertools import chain, repeat
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from kiosk import commandline
from kiosk.catalogue import LANGUAGES, say

if TYPE_CHECKING:
    from tests.simulation.trials import Outcome, Trial

ROOT = Path(__file__).parents[1]
FAILED = 3


def main(arguments: Sequence[str]) -> int:
    """0 every seed of every trial held, 3 one did not, 1 the trials are not here, 2 wrong usage."""
    options = commandline.parser("kiosk bench faults", "help.bench.about.faults", arguments)
    if not (ROOT / "tests" / "trials.py").is_file():
        print(say("bench.no_trials", options.lang), file=sys.stderr)
        return 1
    trials = load()
    options.add_argument("--seeds", type=int, metavar="N", help="help.bench.seeds")
    options.add_argument("--from", dest="first", type=int, default=0, metavar="S", help="help.bench.first_seed")
    options.add_argument("--only", choices=sorted(trials), help="help.bench.only")
    options.add_argument("--jobs", type=int, default=os.cpu_count() or 1, metavar="N", help="help.bench.jobs")
    options.add_argument("--json", action="store_true", help="help.bench.json")
    options.add_argument("--lang", choices=LANGUAGES, help="usage.lang")
    asked = options.parse_args(arguments)
    for option, given, least in (("--seeds", asked.seeds, 1), ("--from", asked.first, 0), ("--jobs", asked.jobs, 1)):
        if given is not None and given < least:
            options.error(say("help.bench.within", options.lang, option=option, least=least, most=2**31))
    played, failed = 0, []
    for name, trial in trials.items():
        if asked.only not in (None, name):
            continue
        seeds = range(asked.first, asked.first + (asked.seeds or trial.seeds))
        wrong: list[int] = []
        for seed, outcome in play_all(name, seeds, asked.jobs):
            wrong += [seed] if outcome.faults else []
            _told(name, seed, outcome, f"{seed - seeds.start + 1} / {len(seeds)}", options.lang)
        told: dict[str, Any] = {"trial": name, "seeds": len(seeds), "failed": wrong}
        print(json.dumps(told) if asked.json else say("bench.trial", options.lang, **told | {"failed": len(wrong)}), flush=True)
        played += len(seeds)
        failed += [f"{name} {seed}" for seed in wrong]
    print(json.dumps({"seeds": played, "failed": failed}))
    return FAILED if failed else 0


def load() -> dict[str, Trial]:
    """The clone's trials by name."""
    if str(ROOT) not in sys.path:
        sys.path.insert(0, str(ROOT))
    return {trial.name: trial for trial in cast("list[Trial]", import_module("tests.trials").TRIALS)}


def play(name: str, seed: int) -> Outcome:
    """One seed of one trial, in a process of its own."""
    return load()[name].run(seed)


def play_all(name: str, seeds: range, jobs: int) -> Iterator[tuple[int, Outcome]]:
    """Every seed of a trial and its outcome, in order, ``jobs`` at once."""
    with ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context("spawn")) as pool:
        yield from zip(seeds, pool.map(play, repeat(name), seeds), strict=True)


def _told(name: str, seed: int, outcome: Outcome, done: str, lang: str) -> None:
    """Progress and what went wrong, on stderr."""
    if outcome.faults:
        replay = f"kiosk bench faults --only {name} --from {seed} --seeds 1"
        lines = chain([say("bench.seed_failed", lang, trial=name, seed=seed, replay=replay)], outcome.trace, outcome.faults)
        print("\n".join(lines), file=sys.stderr)
    elif seed % 10 == 9:
        print(f"{name}: {done}", file=sys.stderr)
