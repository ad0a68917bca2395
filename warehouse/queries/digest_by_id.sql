-- One digest, whole; the beginning of its id is enough.
SELECT * FROM digest WHERE starts_with(digest_id, $1)
