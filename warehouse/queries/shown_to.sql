-- What a profile has been told: of each event and contest the state told last, of stories all that was told. A digest
-- counts once it reached somebody, or while it still waits to be delivered; not one that nobody received.
SELECT s.kind, s.key, s.state
FROM shown AS s
JOIN digest AS d USING (digest_id)
LEFT JOIN (
    SELECT digest_id, bool_or(outcome <> 'failed') AS received FROM delivery GROUP BY digest_id
) AS v USING (digest_id)
WHERE d.profile = $1 AND coalesce(v.received, true)
QUALIFY s.kind = 'story'
    OR row_number() OVER (PARTITION BY s.kind, s.key ORDER BY d.made_at DESC, d.digest_id) = 1
ORDER BY s.kind, s.key, d.made_at, d.digest_id
