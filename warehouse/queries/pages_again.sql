-- Have the page of each current article, and every page that gave none, extracted again.
UPDATE page SET again = true
WHERE NOT pruned AND page_id IN (
    SELECT page_id FROM page WHERE error IS NOT NULL
    UNION ALL
    (
        SELECT DISTINCT ON (p.article_id) p.page_id
        FROM page AS p
        JOIN article AS a USING (article_id)
        WHERE a.superseded_by IS NULL AND NOT p.pruned
        ORDER BY p.article_id, p.fetched_at, p.page_id
    )
)
