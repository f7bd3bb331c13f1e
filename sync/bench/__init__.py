"""Measurements of server and stations together, against named references in the same run; they print, they never judge a test."""
