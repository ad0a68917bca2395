-- Articles, of these sources or of all for an empty list, that the profile has not been told of, since a moment; and
-- whatever is dated after the day. An article whose text was only taken otherwise from a page that was told is told.
WITH received AS (
    SELECT d.digest_id
    FROM digest AS d
    LEFT JOIN (
        SELECT digest_id, bool_or(outcome <> 'failed') AS received FROM delivery GROUP BY digest_id
    ) AS v USING (digest_id)
    WHERE d.profile = $profile AND coalesce(v.received, true)
),
told AS (
    SELECT hash FROM shown_article WHERE kind = 'story' AND digest_id IN (FROM received)
),
untold AS (
    SELECT article_id, hash
    FROM article
    WHERE rowid IN (
        SELECT a.rowid
        FROM article AS a
        ANTI JOIN told USING (hash)
        WHERE ($since::TIMESTAMP IS NULL OR coalesce(published_at, fetched_at) >= $since)
            AND ($until::TIMESTAMP IS NULL OR coalesce(published_at, $until) <= $until)
    )
),
read_again AS (
    SELECT article_id, revises, basis
    FROM revision
    WHERE article_id IN (SELECT article_id FROM untold)
    QUALIFY row_number() OVER (PARTITION BY article_id ORDER BY "at" DESC, revises) = 1
),
wanted AS (
    SELECT article_id, hash FROM untold
    EXCEPT
    SELECT article_id, md5_number_lower(article_id) FROM read_again WHERE basis = 'extraction' AND md5_number_lower(revises) IN (FROM told)
    UNION
    SELECT article_id, hash FROM article WHERE published_on > $until::DATE
)
SELECT article_id
FROM wanted
WHERE hash IN (SELECT hash FROM analysis)
    AND (len($sources::VARCHAR[]) = 0
        OR article_id IN (SELECT article_id FROM offer WHERE source_id IN (SELECT unnest($sources::VARCHAR[]))))
ORDER BY article_id
