-- What an index of all digests says of each, newest first.
SELECT digest_id, profile, period, made_at, subject, summary, title, tlp, listed
FROM digest
ORDER BY made_at DESC, digest_id
