-- Event reports, the latest first, with the words that report them.
SELECT e.*, substr(a.text, e.start_char + 1, e.end_char - e.start_char) AS sentence
FROM events AS e
JOIN article AS a USING (article_id)
WHERE
    ($since::TIMESTAMP IS NULL OR coalesce(e.date_to::TIMESTAMP, a.published_at, a.fetched_at) >= $since)
    AND (len($sources::VARCHAR[]) = 0
        OR article_id IN (SELECT article_id FROM offer WHERE source_id IN (SELECT unnest($sources::VARCHAR[]))))
    AND NOT EXISTS (
        SELECT 1 FROM unnest($words::VARCHAR[]) AS w (word)
        WHERE NOT contains(lower(concat_ws(' ', sentence, e.place, e.subtype)), word))
ORDER BY e.date_from DESC NULLS LAST, e.event_id
