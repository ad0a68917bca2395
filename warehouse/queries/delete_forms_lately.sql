-- The newest digests have joined all others.
DELETE FROM digest_forms_lately
