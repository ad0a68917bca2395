-- Pages that no article was made of yet, in the order in which they came.
SELECT page_id FROM page WHERE article_id IS NULL AND error IS NULL ORDER BY fetched_at, url, page_id
