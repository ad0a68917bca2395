-- Articles that are read are to be linked with the others; those linked before keep their story until then.
INSERT INTO unlinked BY NAME
WITH given AS (
    SELECT article_id, md5_number_lower(article_id) AS hash
    FROM (SELECT unnest(from_json($1::JSON, '["VARCHAR"]')) AS article_id)
)
SELECT
    given.article_id,
    given.hash IN (SELECT hash FROM story_article WHERE hash IN (SELECT hash FROM given)) AS counted
FROM given
ANTI JOIN unlinked USING (article_id)
WHERE given.hash IN (SELECT hash FROM analysis WHERE hash IN (SELECT hash FROM given))
