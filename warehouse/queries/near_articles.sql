-- Stored articles that share telling words with new ones and came out within some days of them, the likest first. Rows lie
-- in the order in which articles came, so that of those $after or $before which nothing can be near most are passed over.
WITH given AS (
    SELECT unnest(from_json($given::JSON, '[{
        "term": "UINTEGER", "article_id": "VARCHAR", "weight": "FLOAT", "day": "DATE"
    }]'), max_depth := 2)
)
SELECT g.article_id, t.article_id AS other, sum(g.weight * t.weight) AS likeness, any_value(t.day) AS day
FROM given AS g
JOIN article_term AS t USING (term)
WHERE (t.day IS NULL OR t.day BETWEEN $after AND $before) AND t.article_id <> g.article_id AND (g.day IS NULL OR t.day IS NULL OR abs(g.day - t.day) <= $window)
GROUP BY g.article_id, t.article_id
HAVING sum(g.weight * t.weight) >= $enough
QUALIFY row_number() OVER (PARTITION BY g.article_id ORDER BY sum(g.weight * t.weight) DESC, t.article_id) <= $most
ORDER BY likeness DESC, g.article_id, other
