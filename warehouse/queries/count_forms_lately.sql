-- How many digests have their forms in the table of the newest.
SELECT count(*) AS digests FROM digest_forms_lately
