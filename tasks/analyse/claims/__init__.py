"""Statements in one form, whoever puts them, and what two of them share, point at or are opposed in."""
