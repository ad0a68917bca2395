-- Forget these stories, before they are kept again as they are now.
DELETE FROM story WHERE story_id IN (SELECT unnest(from_json($1::JSON, '["VARCHAR"]')))
