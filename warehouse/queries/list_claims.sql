-- Attributions, those of the latest articles first.
SELECT c.*
FROM claims AS c
JOIN article AS a USING (article_id)
WHERE
    ($since::TIMESTAMP IS NULL OR coalesce(a.published_at, a.fetched_at) >= $since)
    AND (len($sources::VARCHAR[]) = 0
        OR article_id IN (SELECT article_id FROM offer WHERE source_id IN (SELECT unnest($sources::VARCHAR[]))))
    AND NOT EXISTS (
        SELECT 1 FROM unnest($words::VARCHAR[]) AS w (word)
        WHERE NOT contains(lower(concat_ws(' ', c.speaker, c.sentence, c.content)), word))
ORDER BY coalesce(a.published_at, a.fetched_at) DESC, article_id, c.start_char
