-- The contests with a side in these articles ($whole: with all of their sides), or all contests for NULL.
SELECT
    c.*, list(s ORDER BY s.side, s.article_id, s.start_char) AS sides,
    (
        SELECT coalesce(list(
            h ORDER BY h."at", list_position(['opened', 'joined', 'status', 'merged'], h.change), h.detail, h.article_id,
            h.start_char
        ), [])
        FROM contest_change AS h WHERE h.contest_id = c.contest_id
    ) AS history
FROM contest AS c
JOIN contest_side AS s USING (contest_id)
GROUP BY ALL
HAVING
    $articles::VARCHAR[] IS NULL
    OR CASE WHEN $whole THEN bool_and(list_contains($articles::VARCHAR[], s.article_id))
    ELSE bool_or(list_contains($articles::VARCHAR[], s.article_id)) END
ORDER BY c.salience DESC, c.contest_id
