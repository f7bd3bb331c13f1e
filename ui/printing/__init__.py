"""Badges painted for paper and brought to printers; knows no screen."""
