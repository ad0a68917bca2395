-- Forget which of these articles are reprints.
DELETE FROM reprint WHERE article_id IN (SELECT unnest(from_json($1::JSON, '["VARCHAR"]')))
