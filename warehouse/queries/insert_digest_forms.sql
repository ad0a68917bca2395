-- Store the forms of a digest, compressed.
INSERT INTO digest_forms
SELECT $1, $2 WHERE $1 NOT IN (SELECT digest_id FROM digest_forms)
