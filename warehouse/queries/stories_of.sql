-- The stories that any of these articles belongs to, whole.
WITH touched AS MATERIALIZED (
    SELECT DISTINCT story_id
    FROM story_article
    WHERE rowid IN (
        SELECT rowid
        FROM story_article
        WHERE hash IN (SELECT md5_number_lower(unnest(from_json($1::JSON, '["VARCHAR"]'))))
    )
),
members AS (
    SELECT story_id, list(article_id ORDER BY article_id) AS article_ids
    FROM story_article
    WHERE rowid IN (SELECT rowid FROM story_article WHERE story_id IN (FROM touched))
    GROUP BY story_id
)
SELECT story_id, title, first_seen_at, last_seen_at, article_ids, independent_sources
FROM (SELECT * FROM story WHERE rowid IN (SELECT rowid FROM story WHERE story_id IN (FROM touched)))
JOIN members USING (story_id)
ORDER BY first_seen_at, story_id
