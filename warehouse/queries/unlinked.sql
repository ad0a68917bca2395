-- How many articles were read but not yet linked with the others.
SELECT count(*) AS n
FROM analysis AS a
ANTI JOIN story_article AS m USING (article_id)
