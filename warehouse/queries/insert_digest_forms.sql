-- Store the forms of a digest, compressed.
INSERT INTO digest_forms_lately
SELECT $1, $2
WHERE $1 NOT IN (SELECT digest_id FROM digest_forms UNION ALL SELECT digest_id FROM digest_forms_lately)
