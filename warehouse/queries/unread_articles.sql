-- Articles, but no earlier revisions, that this version of the analysis has not read yet, in a stable order.
SELECT article_id
FROM article
WHERE superseded_by IS NULL AND rowid IN (
    SELECT a.rowid FROM article AS a ANTI JOIN (SELECT hash FROM analysis WHERE reader = $1) AS read USING (hash)
)
ORDER BY article_id
