"""Sentences of the catalogue: commands."""

from kiosk.model import Text

TABLE: dict[str, Text] = {}
