"""Who says what: source, cue and content of everything that an article attributes."""
