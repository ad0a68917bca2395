-- Stories, the latest first.
SELECT s.*
FROM stories AS s
WHERE
    ($since::TIMESTAMP IS NULL OR s.last_seen_at >= $since)
    AND (len($sources::VARCHAR[]) = 0 OR s.story_id IN (
        SELECT m.story_id FROM story_article AS m
        WHERE m.article_id IN (
            SELECT article_id FROM offer WHERE source_id IN (SELECT unnest($sources::VARCHAR[])))))
    AND NOT EXISTS (
        SELECT 1 FROM unnest($words::VARCHAR[]) AS w (word) WHERE NOT contains(lower(s.title), word))
ORDER BY s.last_seen_at DESC, s.story_id
