"""Source -> item -> page: feeds, sitemaps, pages and folders, read politely and safely."""
