-- Forms of the newest digests join those of all others.
INSERT INTO digest_forms SELECT digest_id, forms FROM digest_forms_lately
