-- Forget which strengths these articles give.
DELETE FROM strength WHERE article_id IN (SELECT unnest(from_json($1::JSON, '["VARCHAR"]')))
