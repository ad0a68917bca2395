-- Forget which articles made up these stories.
DELETE FROM story_article WHERE story_id IN (SELECT unnest(from_json($1::JSON, '["VARCHAR"]')))
