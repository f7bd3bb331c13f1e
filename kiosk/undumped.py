"""Keeps keys and names that are in memory out of core files and other programs' reach, as far as the system offers it; knows no secret."""

from __future__ import annotations

import ctypes
import sys

PR_GET_DUMPABLE, PR_SET_DUMPABLE = 3, 4
"""prctl(2). A process that is not dumpable leaves no core file and cannot be attached to or read by others of its user (ptrace(2))."""


def undump() -> None:
    """From now on this process leaves no core file and, on Linux, nobody but root looks into its memory. Programs it starts choose anew.

    macOS: no core file. Windows has neither in a process's own power: there crash dumps are the host's to switch off."""
    if sys.platform == "win32":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)


def dumpable() -> bool | None:
    """Whether this process could be dumped now; None where the system does not tell."""
    if sys.platform != "linux":
        return None
    return bool(ctypes.CDLL(None, use_errno=True).prctl(PR_GET_DUMPABLE, 0, 0, 0, 0))
