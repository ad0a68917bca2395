-- Addresses whose pages are kept, by what has just been fetched and kept.
INSERT INTO address
WITH given AS MATERIALIZED (
    SELECT DISTINCT md5_number_lower(concat(source_id, ' ', url)) AS hash
    FROM (SELECT unnest(from_json($1::JSON, '[{"source_id": "VARCHAR", "url": "VARCHAR"}]'), max_depth := 2))
)
FROM given
WHERE hash NOT IN (SELECT hash FROM address WHERE hash IN (FROM given))
