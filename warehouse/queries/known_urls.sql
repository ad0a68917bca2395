-- Addresses whose articles are stored already.
SELECT DISTINCT url FROM article WHERE url IN (SELECT unnest($1::VARCHAR[]))
