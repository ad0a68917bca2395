"""Page -> article: the clean text with its title, byline, outlet and date."""
