"""Sentences of the catalogue: bench."""

from kiosk.model import Text

TABLE: dict[str, Text] = {}
