"""Badges on paper, as far as no painting is needed: templates, printers' names and languages, the queue; knows no Qt."""
