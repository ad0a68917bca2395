-- Articles that are read are to be linked with the others; those linked before keep their story until then.
INSERT INTO unlinked BY NAME
SELECT given.article_id, given.article_id IN (
    SELECT article_id FROM story_article WHERE article_id IN (SELECT unnest(from_json($1::JSON, '["VARCHAR"]')))
) AS counted
FROM (SELECT unnest(from_json($1::JSON, '["VARCHAR"]')) AS article_id) AS given
SEMI JOIN (
    SELECT article_id FROM analysis WHERE article_id IN (SELECT unnest(from_json($1::JSON, '["VARCHAR"]')))
) AS read USING (article_id)
ANTI JOIN unlinked USING (article_id)
