-- Digests of a profile that have yet to be handed to one of their targets, or whose run was cut off while it did.
SELECT *
FROM digest
WHERE rowid IN (
    SELECT rowid FROM digest
    WHERE profile = $1
        AND digest_id IN (SELECT digest_id FROM delivery WHERE outcome IN ('pending', 'sending', 'deferred'))
)
ORDER BY made_at, digest_id
