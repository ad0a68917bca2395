"""Finders of contests: what the numbers of an article count, and which of them cannot both be right."""
