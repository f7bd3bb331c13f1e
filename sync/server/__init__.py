"""The central server: people and rules go down, records come up; never imports the client side."""
