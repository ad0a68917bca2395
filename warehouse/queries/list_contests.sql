-- Contests, the weightiest first, with their sides.
SELECT
    c.contest_id, c.story_id, c.kind, c.proposition, c.status, c.first_seen_at, c.last_seen_at, c.score, c.salience,
    c.evidence, s.sides
FROM contest AS c
JOIN (
    SELECT
        contest_id,
        list({side: side, source: source_text, actor: actor, quote: quote} ORDER BY side, article_id, start_char) AS sides,
        lower(string_agg(quote, ' ')) AS quotes,
        list(article_id) AS articles
    FROM contest_side
    GROUP BY contest_id
) AS s USING (contest_id)
WHERE
    ($since::TIMESTAMP IS NULL OR c.last_seen_at >= $since)
    AND (len($sources::VARCHAR[]) = 0 OR list_has_any(s.articles, (
        SELECT list(article_id) FROM offer WHERE source_id IN (SELECT unnest($sources::VARCHAR[])))))
    AND NOT EXISTS (
        SELECT 1 FROM unnest($words::VARCHAR[]) AS w (word)
        WHERE NOT contains(lower(c.proposition) || ' ' || s.quotes, word))
ORDER BY c.salience DESC, c.contest_id
