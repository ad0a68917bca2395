-- What a profile has been told, each thing in the state in which it was told last.
SELECT s.kind, s.key, s.state
FROM shown AS s
JOIN digest AS d USING (digest_id)
WHERE d.profile = $1
QUALIFY row_number() OVER (PARTITION BY s.kind, s.key ORDER BY d.made_at DESC, d.digest_id) = 1
ORDER BY s.kind, s.key
