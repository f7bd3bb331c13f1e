"""Which of the commands in an answer this station obeys: those its event signed for it and it has not carried out; knows not how."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass

from sync.wire import Command

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Orders:
    """What ``station`` of ``event`` obeys: commands under the event's ``key`` (Ed25519, public)."""

    event: str
    station: str
    key: bytes

    def new(self, texts: Sequence[str], after: int) -> list[Command]:
        """The commands among ``texts`` whose number is above ``after``, in order; one that is another's, or nobody's, is left out."""
        found = []
        for text in texts:
            try:
                command = Command.opened(text, self.key)
            except ValueError:
                log.warning("a command that our event did not sign")
                continue
            if (command.event, command.station) != (self.event, self.station):
                log.warning("a command for %s", command.station)
            elif command.number > after:
                found.append(command)
        return sorted(found, key=lambda command: command.number)
