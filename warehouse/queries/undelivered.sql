-- Digests of a profile that nobody tried to deliver yet: stored by a run that was cut off.
SELECT d.*
FROM digest AS d
ANTI JOIN delivery AS v USING (digest_id)
WHERE d.profile = $1
ORDER BY d.made_at, d.digest_id
