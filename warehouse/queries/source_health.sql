-- How many articles each source offered, and how its last reading went.
SELECT f.source_id, f."at" AS last_read, f.outcome AS last_outcome, f.error AS last_error, coalesce(o.articles, 0) AS articles
FROM (
    SELECT source_id, "at", outcome, error
    FROM attempt
    QUALIFY row_number() OVER (PARTITION BY source_id ORDER BY "at" DESC, outcome, fetch_id) = 1
) AS f
LEFT JOIN (
    SELECT source_id, count(*) AS articles
    FROM offer
    JOIN (SELECT article_id FROM article WHERE superseded_by IS NULL) USING (article_id)
    GROUP BY source_id
) AS o USING (source_id)
ORDER BY f.source_id
