"""Marks a text for translation where it stands in a table; Qt's own does the same, but its type is lost to the checker."""


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:
    """``text`` itself; lupdate finds the call by its name and files the text under ``context``."""
    return text
