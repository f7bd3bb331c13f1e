"""Sentences of the catalogue: enrol."""

from kiosk.model import Text

TABLE: dict[str, Text] = {}
