"""Places named in a text, each put on a spot of the gazetteer."""
