-- Contests with their sides, by when they were last seen, the weightiest of one moment first; of one place: those with a
-- side in an article that reports something there.
SELECT
    c.contest_id AS id, c.contest_id, c.story_id, c.kind, c.proposition, c.status, c.first_seen_at, c.last_seen_at,
    c.score, c.salience, c.evidence, s.sides,
    concat_ws(' ', c.proposition, s.said) AS searched,
    c.last_seen_at AS newest,
    row(-c.salience, c.contest_id) AS next
FROM contest AS c
JOIN (
    SELECT
        contest_id,
        list({side: side, source: source_text, actor: actor, quote: quote} ORDER BY side, article_id, start_char) AS sides,
        string_agg(concat_ws(' ', source_text, quote), ' ') AS said
    FROM contest_side
    GROUP BY contest_id
) AS s USING (contest_id)
WHERE
    ($since::TIMESTAMP IS NULL OR c.last_seen_at >= $since)
    AND ($until::TIMESTAMP IS NULL OR c.first_seen_at < $until)
    AND (len($sources::VARCHAR[]) = 0 OR c.contest_id IN (
        SELECT contest_id FROM contest_side
        WHERE article_id IN (SELECT article_id FROM offer WHERE source_id IN (SELECT unnest($sources::VARCHAR[])))))
    AND ($story::VARCHAR IS NULL OR c.story_id = $story)
    AND ($actor::VARCHAR IS NULL OR c.contest_id IN (SELECT contest_id FROM contest_side WHERE actor = $actor))
    AND ($place::VARCHAR IS NULL AND $country::VARCHAR IS NULL OR c.contest_id IN (
        SELECT contest_id FROM contest_side
        WHERE article_id IN (
            SELECT article_id FROM event
            WHERE NOT background AND ($country IS NULL OR country = $country)
                AND ($place IS NULL OR lower(strip_accents(place)) = lower(strip_accents($place))))))
    AND ($kind::VARCHAR IS NULL OR c.kind = $kind)
    AND ($status::VARCHAR IS NULL OR c.status = $status)
