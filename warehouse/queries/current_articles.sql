-- The articles that these addresses give now, without the revisions before.
SELECT *
FROM article
WHERE superseded_by IS NULL
    AND rowid IN (SELECT rowid FROM article WHERE url IN (SELECT unnest($1::JSON::VARCHAR[])))
ORDER BY article_id
