"""Finders of contests: acts for which the record names different authors."""
