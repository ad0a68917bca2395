-- Store a digest, with what is asked of many digests at once; its forms and what it quotes apart, see insert_digest_forms.sql
-- and insert_digest_quotes.sql.
INSERT INTO digest BY NAME
SELECT
    given.* EXCLUDE (json), json_extract_string(json, '$.title') AS title, json_extract_string(json, '$.tlp') AS tlp,
    to_json({
        'contests': coalesce(json_extract_string(json, '$.cards[*].proposition'), []),
        'stories': coalesce(json_extract_string(json, '$.stories[*].title'), [])
    }) AS listed,
    json_extract(json, '$.coverage.articles')::INTEGER AS articles
FROM (
    SELECT unnest(from_json($1::JSON, '[{
        "digest_id": "VARCHAR", "profile": "VARCHAR", "period": "VARCHAR", "made_at": "TIMESTAMP",
        "subject": "VARCHAR", "summary": "VARCHAR", "empty": "BOOLEAN", "json": "VARCHAR"
    }]'), max_depth := 2)
) AS given
WHERE digest_id NOT IN (SELECT digest_id FROM digest)
