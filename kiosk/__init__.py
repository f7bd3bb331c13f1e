"""The domain of the kiosk: reading, judging and journalling badges; knows no Qt and no HTTP."""

VERSION = "0.1.0"
"""As in pyproject.toml; a record says which version made it."""
