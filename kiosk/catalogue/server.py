"""Sentences of the catalogue: server."""

from kiosk.model import Text

TABLE: dict[str, Text] = {}
