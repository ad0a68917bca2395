-- Digests of a profile that have yet to be handed to one of their targets, or whose run was cut off while it did.
SELECT d.*
FROM digest AS d
SEMI JOIN (
    SELECT digest_id FROM delivery WHERE outcome IN ('pending', 'sending', 'deferred')
) AS v USING (digest_id)
WHERE d.profile = $1
ORDER BY d.made_at, d.digest_id
