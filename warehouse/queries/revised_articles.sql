-- Earlier revisions of these articles that still take part, and whether their words are counted.
WITH old AS MATERIALIZED (
    SELECT article_id, superseded_by
    FROM article
    WHERE superseded_by IN (SELECT unnest(from_json($1::JSON, '["VARCHAR"]')))
),
taking_part AS (
    SELECT article_id FROM analysis WHERE article_id IN (SELECT article_id FROM old)
    UNION
    SELECT article_id FROM story_article WHERE article_id IN (SELECT article_id FROM old)
),
counted AS (
    SELECT DISTINCT article_id, true AS counted FROM article_term WHERE article_id IN (SELECT article_id FROM old)
)
SELECT article_id, superseded_by, coalesce(counted, false) AS counted
FROM old
SEMI JOIN taking_part USING (article_id)
LEFT JOIN counted USING (article_id)
ORDER BY article_id
