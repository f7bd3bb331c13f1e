"""The real station, sync and server in one thread, with time, network and chance in the hand of a seed; knows no screen and no thread."""
