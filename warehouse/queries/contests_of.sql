-- The contests with a side in these articles, or all contests for NULL.
WITH touched AS MATERIALIZED (
    SELECT DISTINCT contest_id
    FROM contest_side
    WHERE article_id IN (SELECT unnest(from_json($1::JSON, '["VARCHAR"]')))
    UNION
    SELECT contest_id FROM contest WHERE $1::VARCHAR IS NULL
),
sides AS (
    SELECT contest_id, list(s ORDER BY side, article_id, start_char) AS sides
    FROM contest_side AS s
    WHERE rowid IN (SELECT rowid FROM contest_side WHERE contest_id IN (FROM touched))
    GROUP BY contest_id
),
histories AS (
    SELECT contest_id, list(
        h ORDER BY "at", list_position(['opened', 'joined', 'status', 'merged'], change), detail, article_id, start_char
    ) AS history
    FROM contest_change AS h
    WHERE rowid IN (SELECT rowid FROM contest_change WHERE contest_id IN (FROM touched))
    GROUP BY contest_id
)
SELECT c.*, sides, coalesce(history, []) AS history
FROM (SELECT * FROM contest WHERE rowid IN (SELECT rowid FROM contest WHERE contest_id IN (FROM touched))) AS c
JOIN sides USING (contest_id)
LEFT JOIN histories USING (contest_id)
ORDER BY c.salience DESC, c.contest_id
