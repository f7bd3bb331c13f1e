"""Fonts, icons, sounds, languages and programmes shipped with the product; no code."""
