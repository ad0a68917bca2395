"""The only place that knows HTML, mail layout and wording."""
