"""Finders of contests: a claim and what stands against it within one sentence."""
