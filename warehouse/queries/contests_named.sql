-- The contests whose id begins so, or into which one whose id begins so was merged, each with an article of its.
WITH named AS (
    SELECT contest_id FROM contest WHERE starts_with(contest_id, $1)
    UNION
    SELECT contest_id FROM contest_change WHERE change = 'merged' AND starts_with(detail, $1)
)
SELECT contest_id, any_value(article_id) AS article_id
FROM contest_side
WHERE contest_id IN (SELECT contest_id FROM named)
GROUP BY contest_id
ORDER BY contest_id
LIMIT 6
