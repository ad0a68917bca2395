-- Digests of a profile that no file holds yet: stored by a run that was cut off.
SELECT d.*
FROM digest AS d
ANTI JOIN (SELECT digest_id FROM delivery WHERE channel = 'file' AND outcome = 'ok') AS v USING (digest_id)
WHERE d.profile = $1
ORDER BY d.made_at, d.digest_id
