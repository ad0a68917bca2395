-- The contests with a side in these articles, or all contests for NULL.
WITH touched AS (
    SELECT contest_id
    FROM contest_side
    WHERE $1::VARCHAR IS NULL OR article_id IN (SELECT unnest(from_json($1::JSON, '["VARCHAR"]')))
)
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
WHERE c.contest_id IN (SELECT contest_id FROM touched)
GROUP BY ALL
ORDER BY c.salience DESC, c.contest_id
