-- These articles with outlet, story and original, oldest first, and with their readings where $documents. By row, so that
-- only the blocks that hold them are read whole.
WITH given AS (
    SELECT article_id, md5_number_lower(article_id) AS hash
    FROM (SELECT unnest(from_json($articles::JSON, '["VARCHAR"]')) AS article_id)
)
SELECT
    a.*, n.document, coalesce(s.outlet, a.site) AS outlet, s.owner, coalesce(s.reliability, 'F') AS reliability,
    c.copy_of, m.story_id, v.revised
FROM (
    SELECT * FROM article WHERE rowid IN (SELECT rowid FROM article WHERE hash IN (SELECT hash FROM given))
) AS a
LEFT JOIN source AS s USING (source_id)
LEFT JOIN (SELECT * FROM reprint WHERE article_id IN (SELECT article_id FROM given)) AS c USING (article_id)
LEFT JOIN (
    SELECT article_id, story_id FROM story_article
    WHERE rowid IN (SELECT rowid FROM story_article WHERE hash IN (SELECT hash FROM given))
) AS m USING (article_id)
LEFT JOIN (
    SELECT article_id, document FROM analysis
    WHERE rowid IN (SELECT rowid FROM analysis WHERE $documents AND hash IN (SELECT hash FROM given))
) AS n USING (article_id)
LEFT JOIN (
    SELECT article_id, r AS revised
    FROM revision AS r
    WHERE article_id IN (SELECT article_id FROM given)
    QUALIFY row_number() OVER (PARTITION BY article_id ORDER BY "at" DESC, revises) = 1
) AS v USING (article_id)
ORDER BY coalesce(a.published_at, a.not_before::TIMESTAMP, a.fetched_at), a.article_id
