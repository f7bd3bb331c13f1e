"""The way to a server, and the reference server itself; knows no screens."""
