-- Pages whose bytes are kept, where not yet known.
INSERT INTO page BY NAME
SELECT DISTINCT ON (given.page_id) given.*, md5_number_lower(given.page_id) AS hash
FROM (
    SELECT unnest(from_json($1::JSON, '[{
        "page_id": "VARCHAR", "source_id": "VARCHAR", "url": "VARCHAR", "media_type": "VARCHAR", "charset": "VARCHAR",
        "fetched_at": "TIMESTAMP", "given": "JSON", "content_sha256": "VARCHAR"
    }]'), max_depth := 2)
) AS given
WHERE md5_number_lower(page_id) NOT IN (
    SELECT hash
    FROM page
    WHERE hash IN (SELECT md5_number_lower(unnest(json_extract_string($1::JSON, '$[*].page_id'))))
)
