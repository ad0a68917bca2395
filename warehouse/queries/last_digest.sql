-- When the last digest of a profile was made that reached somebody, or that still waits to be delivered.
SELECT max(d.made_at) AS "at"
FROM digest AS d
LEFT JOIN (
    SELECT digest_id, bool_or(outcome <> 'failed') AS received FROM delivery GROUP BY digest_id
) AS v USING (digest_id)
WHERE d.profile = $1 AND coalesce(v.received, true)
