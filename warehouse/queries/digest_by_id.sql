-- One digest, whole; the beginning of its id is enough.
SELECT d.*, f.forms
FROM (SELECT * FROM digest WHERE starts_with(digest_id, $1)) AS d
JOIN (
    SELECT * FROM digest_forms WHERE rowid IN (SELECT rowid FROM digest_forms WHERE starts_with(digest_id, $1))
    UNION ALL
    SELECT * FROM digest_forms_lately WHERE starts_with(digest_id, $1)
) AS f USING (digest_id)
