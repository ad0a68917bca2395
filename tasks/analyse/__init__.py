"""Article -> who says what, figures, events, places; then, across articles, stories and contests."""
