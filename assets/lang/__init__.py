"""The Korean texts of the screens and the script that keeps them up to date."""
