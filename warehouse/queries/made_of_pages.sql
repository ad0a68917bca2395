-- The articles that these pages gave when they were extracted before.
SELECT p.page_id, a.*
FROM page AS p
JOIN article AS a USING (article_id)
WHERE p.page_id IN (SELECT unnest($1::JSON::VARCHAR[]))
