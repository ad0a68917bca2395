-- These articles are linked.
DELETE FROM unlinked WHERE article_id IN (SELECT unnest(from_json($1::JSON, '["VARCHAR"]')))
