"""Commands that need no screen and no server; each module serves one."""
