"""Keeps Python's garbage collector from searching what a program has just made to keep; knows nothing of what that is."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def lasting() -> Iterator[None]:
    """What is imported and built inside stays for good: it is not searched for garbage while it grows, nor ever after.

    Coming up a gate makes some 50,000 objects and next to no garbage; looking for it 80 times is a tenth of the way to the first paint, and
    every full search later would stop the lane for some milliseconds. Garbage that was made inside all the same is not given back. Where
    the collector is off already it stays off."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was_on:
            gc.enable()
