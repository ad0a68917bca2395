-- Contests, the weightiest first, with their sides.
SELECT
    c.contest_id, c.story_id, c.kind, c.proposition, c.status, c.first_seen_at, c.last_seen_at, c.score, c.salience,
    c.evidence, list({side: s.side, source: s.source_text, actor: s.actor, quote: s.quote} ORDER BY s.side) AS sides
FROM contest AS c
JOIN contest_side AS s USING (contest_id)
WHERE
    ($since::TIMESTAMP IS NULL OR c.last_seen_at >= $since)
GROUP BY ALL
HAVING
    (len($sources::VARCHAR[]) = 0
        OR bool_or(s.article_id IN (
            SELECT article_id FROM offer WHERE source_id IN (SELECT unnest($sources::VARCHAR[])))))
    AND NOT EXISTS (
        SELECT 1 FROM unnest($words::VARCHAR[]) AS w (word)
        WHERE NOT contains(lower(c.proposition || ' ' || string_agg(s.quote, ' ')), word))
ORDER BY c.salience DESC, c.contest_id
