-- Store a digest in all its forms, with what an index of all digests says of it.
INSERT INTO digest BY NAME
SELECT
    given.*, json_extract_string(json, '$.title') AS title, json_extract_string(json, '$.tlp') AS tlp,
    coalesce(json_extract_string(json, '$.cards[*].proposition'), []) AS contests,
    coalesce(json_extract_string(json, '$.stories[*].title'), []) AS stories
FROM (
    SELECT unnest(from_json($1::JSON, '[{
        "digest_id": "VARCHAR", "profile": "VARCHAR", "period": "VARCHAR", "made_at": "TIMESTAMP",
        "subject": "VARCHAR", "summary": "VARCHAR", "empty": "BOOLEAN", "html": "VARCHAR", "text": "VARCHAR",
        "markdown": "VARCHAR", "json": "VARCHAR"
    }]'), max_depth := 2)
) AS given
WHERE digest_id NOT IN (SELECT digest_id FROM digest)
