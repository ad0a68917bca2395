-- How many articles each source offered, revisions that others took the place of left out.
SELECT source_id, count(*) AS articles
FROM offer
JOIN (SELECT article_id FROM article WHERE superseded_by IS NULL) USING (article_id)
GROUP BY source_id
