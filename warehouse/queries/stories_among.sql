-- The stories of these articles, each with those of it that are among them; an article of no story is one by itself.
SELECT coalesce(story_id, article_id) AS story_id, list(article_id ORDER BY article_id) AS article_ids
FROM (SELECT unnest(from_json($1::JSON, '["VARCHAR"]')) AS article_id)
LEFT JOIN story_article USING (article_id)
GROUP BY ALL
ORDER BY story_id
