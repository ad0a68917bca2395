-- Store a digest, with what is asked of many digests at once; its forms apart, see insert_digest_forms.sql.
INSERT INTO digest BY NAME
SELECT
    given.* EXCLUDE (json), json_extract_string(json, '$.title') AS title, json_extract_string(json, '$.tlp') AS tlp,
    coalesce(json_extract_string(json, '$.cards[*].proposition'), []) AS contests,
    coalesce(json_extract_string(json, '$.stories[*].title'), []) AS stories,
    json_extract(json, '$.coverage.articles')::INTEGER AS articles,
    list_distinct(coalesce(json_extract_string(json, '$.lines[*].article_id'), [])) AS quoted
FROM (
    SELECT unnest(from_json($1::JSON, '[{
        "digest_id": "VARCHAR", "profile": "VARCHAR", "period": "VARCHAR", "made_at": "TIMESTAMP",
        "subject": "VARCHAR", "summary": "VARCHAR", "empty": "BOOLEAN", "json": "VARCHAR"
    }]'), max_depth := 2)
) AS given
WHERE digest_id NOT IN (SELECT digest_id FROM digest)
