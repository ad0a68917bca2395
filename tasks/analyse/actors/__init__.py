"""Who is who: the catalogue of actors, the people of an article, and how a party is named."""
