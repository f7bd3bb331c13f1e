"""Sentences of the catalogue: errors."""

from kiosk.model import Text

TABLE: dict[str, Text] = {}
