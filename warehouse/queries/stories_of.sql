-- The stories that any of these articles belongs to, whole.
SELECT s.story_id, s.title, s.first_seen_at, s.last_seen_at, list(m.article_id ORDER BY m.article_id) AS article_ids,
    s.independent_sources
FROM story AS s
JOIN story_article AS m USING (story_id)
WHERE s.story_id IN (
    SELECT story_id FROM story_article WHERE article_id IN (SELECT unnest(from_json($1::JSON, '["VARCHAR"]'))))
GROUP BY ALL
ORDER BY s.first_seen_at, s.story_id
