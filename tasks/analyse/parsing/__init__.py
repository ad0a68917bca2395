"""The text of an article as rules read it: one parse, its tokens, numbers, dates, quotations, and the lexicons."""
