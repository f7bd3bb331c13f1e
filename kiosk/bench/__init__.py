"""Measurements of the station against a named reference in the same process; they print, they never judge a test."""
