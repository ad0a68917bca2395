-- Pages that no article was made of yet, or that are to be extracted again, in the order in which they came.
SELECT page_id
FROM page
WHERE rowid IN (
    SELECT rowid FROM page WHERE again
    UNION
    SELECT rowid FROM page WHERE article_id IS NULL AND error IS NULL
)
ORDER BY fetched_at, url, page_id
