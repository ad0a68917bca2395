-- These articles, whole.
SELECT * FROM article WHERE article_id IN (SELECT unnest($1::VARCHAR[])) ORDER BY article_id
