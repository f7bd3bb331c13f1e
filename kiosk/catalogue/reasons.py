"""Sentences of the catalogue: reasons."""

from kiosk.model import Text

TABLE: dict[str, Text] = {}
