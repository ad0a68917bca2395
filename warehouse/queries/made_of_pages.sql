-- The articles that these pages gave when they were extracted before.
WITH given AS (
    SELECT page_id, article_id
    FROM page
    WHERE article_id IS NOT NULL
        AND rowid IN (SELECT rowid FROM page WHERE hash IN (SELECT md5_number_lower(unnest($1::JSON::VARCHAR[]))))
)
SELECT g.page_id, a.*
FROM given AS g
JOIN (
    SELECT * FROM article
    WHERE rowid IN (SELECT rowid FROM article WHERE hash IN (SELECT md5_number_lower(article_id) FROM given))
) AS a USING (article_id)
