"""Whole screens, each built from parts; they show state and emit wishes, and do no I/O."""
