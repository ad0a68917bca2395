-- Articles that put a number to the strength of the same groups, of each group those nearest in time.
SELECT DISTINCT article_id
FROM (
    SELECT s.article_id
    FROM strength AS s
    JOIN (SELECT unnest(from_json($given::JSON, '[{"actors": "VARCHAR", "day": "DATE"}]'), max_depth := 2)) AS g
        USING (actors)
    QUALIFY row_number() OVER (
        PARTITION BY g.actors, g.day ORDER BY abs(s.day - g.day) NULLS LAST, s.article_id) <= $most
)
ORDER BY article_id
