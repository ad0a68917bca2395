-- The contests all of whose sides stand in these articles, with their sides.
SELECT c.*, list(s ORDER BY s.side, s.article_id, s.start_char) AS sides
FROM contest AS c
JOIN contest_side AS s USING (contest_id)
GROUP BY ALL
HAVING bool_and(s.article_id IN (SELECT unnest($1::VARCHAR[])))
ORDER BY c.salience DESC, c.contest_id
