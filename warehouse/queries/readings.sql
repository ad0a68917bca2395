-- Articles with their readings, outlets, links and latest revision, oldest first; of these sources, or of all for an empty list.
SELECT
    a.*, n.document, coalesce(s.outlet, a.site) AS outlet, s.owner, coalesce(s.reliability, 'F') AS reliability,
    c.copy_of, m.story_id, v.revised
FROM article AS a
JOIN analysis AS n USING (article_id)
LEFT JOIN source AS s USING (source_id)
LEFT JOIN reprint AS c USING (article_id)
LEFT JOIN story_article AS m USING (article_id)
LEFT JOIN (
    SELECT article_id, r AS revised
    FROM revision AS r
    QUALIFY row_number() OVER (PARTITION BY article_id ORDER BY "at" DESC, revises) = 1
) AS v USING (article_id)
WHERE
    (len($sources::VARCHAR[]) = 0
        OR article_id IN (SELECT article_id FROM offer WHERE source_id IN (SELECT unnest($sources::VARCHAR[]))))
    AND ($since::TIMESTAMP IS NULL OR coalesce(a.published_at, a.fetched_at) >= $since)
    AND ($until::TIMESTAMP IS NULL OR coalesce(a.published_at, $until) <= $until)
ORDER BY coalesce(a.published_at, a.not_before::TIMESTAMP, a.fetched_at), article_id
