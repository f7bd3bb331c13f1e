"""The sounds of the station and the script that makes them."""
