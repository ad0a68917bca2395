-- These articles are found by their words no more.
DELETE FROM article_term WHERE article_id IN (SELECT unnest(from_json($1::JSON, '["VARCHAR"]')))
