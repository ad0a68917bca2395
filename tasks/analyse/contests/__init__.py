"""From findings to contests: one matter, its sides, their names, history, salience and id."""
