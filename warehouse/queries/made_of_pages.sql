-- The articles that these pages gave when they were extracted before.
WITH given AS (
    SELECT page_id, article_id
    FROM page
    WHERE page_id IN (SELECT unnest($1::JSON::VARCHAR[])) AND article_id IS NOT NULL
)
SELECT g.page_id, a.*
FROM given AS g
JOIN (
    SELECT * FROM article
    WHERE rowid IN (SELECT rowid FROM article WHERE article_id IN (SELECT article_id FROM given))
) AS a USING (article_id)
