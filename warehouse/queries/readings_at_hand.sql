-- Of these articles those that were read and came out until a moment, of these sources or of all for an empty list, with
-- outlet, story, original and latest revision; with their readings where $documents, and else the texts of those alone
-- that have no title. Row numbers first, each sought once, so that of the wide columns only the blocks are read that
-- hold them.
WITH given AS (
    SELECT article_id, md5_number_lower(article_id) AS hash
    FROM (SELECT unnest(from_json($articles::JSON, '["VARCHAR"]')) AS article_id)
),
seen AS MATERIALIZED (
    SELECT rowid AS number, hash FROM analysis WHERE hash IN (SELECT hash FROM given)
),
at_hand AS MATERIALIZED (
    SELECT rowid AS number, * EXCLUDE (text)
    FROM article
    WHERE rowid IN (SELECT rowid FROM article WHERE hash IN (SELECT hash FROM seen))
        AND ($until::TIMESTAMP IS NULL OR coalesce(published_at, $until) <= $until)
)
SELECT
    a.* EXCLUDE (number), coalesce(t.text, '') AS text, n.document, coalesce(s.outlet, a.site) AS outlet, s.owner,
    coalesce(s.reliability, 'F') AS reliability, c.copy_of, m.story_id, v.revised
FROM at_hand AS a
LEFT JOIN (
    SELECT rowid AS number, text
    FROM article
    WHERE rowid IN (SELECT number FROM at_hand WHERE $documents OR title IS NULL)
) AS t USING (number)
LEFT JOIN (
    SELECT article_id, document FROM analysis WHERE rowid IN (SELECT number FROM seen WHERE $documents)
) AS n USING (article_id)
LEFT JOIN source AS s USING (source_id)
LEFT JOIN (SELECT * FROM reprint WHERE article_id IN (SELECT article_id FROM given)) AS c USING (article_id)
LEFT JOIN (
    SELECT article_id, story_id FROM story_article
    WHERE rowid IN (SELECT rowid FROM story_article WHERE hash IN (SELECT hash FROM given))
) AS m USING (article_id)
LEFT JOIN (
    SELECT article_id, r AS revised
    FROM revision AS r
    WHERE article_id IN (SELECT article_id FROM given)
    QUALIFY row_number() OVER (PARTITION BY article_id ORDER BY "at" DESC, revises) = 1
) AS v USING (article_id)
WHERE len($sources::VARCHAR[]) = 0 OR a.article_id IN (
    SELECT article_id FROM offer WHERE source_id IN (SELECT unnest($sources::VARCHAR[])))
ORDER BY a.article_id
