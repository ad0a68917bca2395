-- What a profile has been told of these articles, the events in them and the contests that rest on them or bear one of
-- these ids: of each event and contest the state told last, of stories all that was told. A digest counts once it
-- reached somebody, or while it still waits to be delivered; not one that nobody received.
WITH given AS (
    SELECT unnest(from_json($articles::JSON, '["VARCHAR"]')) AS article_id
    UNION
    SELECT revises
    FROM revision
    WHERE basis = 'extraction' AND article_id IN (SELECT unnest(from_json($articles::JSON, '["VARCHAR"]')))
),
wanted AS (
    SELECT kind, key FROM shown_article
    WHERE rowid IN (SELECT rowid FROM shown_article WHERE hash IN (SELECT md5_number_lower(article_id) FROM given))
    UNION
    SELECT 'event', concat(article_id, ':', start_char) FROM event
    WHERE rowid IN (SELECT rowid FROM event WHERE hash IN (SELECT md5_number_lower(article_id) FROM given))
    UNION
    SELECT 'contest', unnest(from_json($contests::JSON, '["VARCHAR"]'))
)
SELECT s.kind, s.key, s.state
FROM (
    SELECT * FROM shown
    WHERE rowid IN (SELECT s.rowid FROM shown AS s SEMI JOIN wanted AS w ON s.key = w.key AND s.kind = w.kind)
) AS s
JOIN digest AS d USING (digest_id)
LEFT JOIN (
    SELECT digest_id, bool_or(outcome <> 'failed') AS received FROM delivery GROUP BY digest_id
) AS v USING (digest_id)
WHERE d.profile = $profile AND coalesce(v.received, true)
QUALIFY s.kind = 'story'
    OR row_number() OVER (PARTITION BY s.kind, s.key ORDER BY d.made_at DESC, d.digest_id) = 1
ORDER BY s.kind, s.key, d.made_at, d.digest_id
