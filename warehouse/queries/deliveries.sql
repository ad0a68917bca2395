-- How far digests are on their way to their targets, the newest digest first; of one digest (the beginning of its id
-- is enough), of one profile, or of all for NULL.
SELECT v.delivery_id, v.digest_id, v.channel, v.target, v.outcome, v.error, v."at", v.message_id, v.attempts,
    d.profile, d.period
FROM delivery AS v
JOIN digest AS d USING (digest_id)
WHERE ($1::VARCHAR IS NULL OR starts_with(digest_id, $1)) AND ($2::VARCHAR IS NULL OR d.profile = $2)
ORDER BY d.made_at DESC, digest_id, v.channel, v.target
