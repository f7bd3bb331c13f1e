"""Tests of the pieces of a screen."""
