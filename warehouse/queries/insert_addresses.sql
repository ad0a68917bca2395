-- Addresses whose pages are kept, by what has just been fetched and kept.
INSERT INTO address
SELECT DISTINCT hash
FROM (
    SELECT md5_number_lower(concat(source_id, ' ', url)) AS hash
    FROM (SELECT unnest(from_json($1::JSON, '[{"source_id": "VARCHAR", "url": "VARCHAR"}]'), max_depth := 2))
)
WHERE hash NOT IN (SELECT hash FROM address)
