-- The digests made, newest first, without their bodies; of one profile, or of all for NULL.
SELECT d.digest_id, d.profile, d.period, d.made_at, d.subject, d.summary, d.empty, v.deliveries
FROM digest AS d
LEFT JOIN (
    SELECT digest_id, list(channel || ' ' || n || ' ' || outcome ORDER BY channel, outcome) AS deliveries
    FROM (SELECT digest_id, channel, outcome, count(*) AS n FROM delivery GROUP BY ALL)
    GROUP BY digest_id
) AS v USING (digest_id)
WHERE $1::VARCHAR IS NULL OR d.profile = $1
ORDER BY d.made_at DESC, d.digest_id
