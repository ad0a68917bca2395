-- Pages whose bytes are kept, where not yet known.
INSERT INTO page BY NAME
SELECT DISTINCT ON (given.page_id) given.*
FROM (
    SELECT unnest(from_json($1::JSON, '[{
        "page_id": "VARCHAR", "source_id": "VARCHAR", "url": "VARCHAR", "media_type": "VARCHAR", "charset": "VARCHAR",
        "fetched_at": "TIMESTAMP", "given": "JSON", "content_sha256": "VARCHAR"
    }]'), max_depth := 2)
) AS given
WHERE page_id NOT IN (
    SELECT page_id FROM page WHERE page_id IN (SELECT unnest(json_extract_string($1::JSON, '$[*].page_id')))
)
