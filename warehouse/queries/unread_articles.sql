-- Articles, but no earlier revisions, that this version of the analysis has not read yet, in a stable order.
SELECT a.article_id
FROM article AS a
ANTI JOIN (SELECT article_id FROM analysis WHERE reader = $1) AS read USING (article_id)
WHERE a.superseded_by IS NULL
ORDER BY a.article_id
