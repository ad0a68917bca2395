-- The articles that print any of these again.
SELECT article_id
FROM reprint
WHERE copy_of IN (SELECT unnest(from_json($1::JSON, '["VARCHAR"]')))
ORDER BY article_id
