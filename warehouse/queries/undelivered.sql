-- Digests of a profile that have yet to be handed to one of their targets, or whose run was cut off while it did, whole.
WITH waiting AS (
    SELECT digest_id FROM digest
    WHERE profile = $1
        AND digest_id IN (SELECT digest_id FROM delivery WHERE outcome IN ('pending', 'sending', 'deferred'))
)
SELECT d.*, f.forms
FROM (SELECT * FROM digest WHERE digest_id IN (FROM waiting)) AS d
JOIN (
    SELECT * FROM digest_forms
    WHERE rowid IN (SELECT rowid FROM digest_forms WHERE digest_id IN (FROM waiting))
    UNION ALL
    SELECT * FROM digest_forms_lately WHERE digest_id IN (FROM waiting)
) AS f USING (digest_id)
ORDER BY made_at, digest_id
