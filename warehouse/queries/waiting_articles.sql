-- Articles, but no earlier revisions, that are to be linked with the others and came out until a moment, the oldest
-- first, so many of them.
SELECT u.article_id, bool_or(u.counted) AS counted
FROM unlinked AS u
JOIN (
    SELECT *
    FROM article
    WHERE rowid IN (SELECT rowid FROM article WHERE hash IN (SELECT md5_number_lower(article_id) FROM unlinked))
) AS a USING (article_id)
WHERE a.superseded_by IS NULL AND ($until::TIMESTAMP IS NULL OR coalesce(a.published_at, $until) <= $until)
GROUP BY u.article_id
ORDER BY min(coalesce(a.published_at, a.not_before::TIMESTAMP, a.fetched_at)), u.article_id
LIMIT $most
