-- The digests made, newest first, without their bodies; of one profile, or of all for NULL.
SELECT d.digest_id, d.profile, d.period, d.made_at, d.subject, d.summary, d.empty,
    list(v.channel || ' ' || v.target || ': ' || v.outcome ORDER BY v."at") FILTER (v.delivery_id IS NOT NULL) AS deliveries
FROM digest AS d
LEFT JOIN delivery AS v USING (digest_id)
WHERE $1::VARCHAR IS NULL OR d.profile = $1
GROUP BY ALL
ORDER BY d.made_at DESC, d.digest_id
