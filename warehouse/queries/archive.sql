-- What an index of all digests says of each, newest first.
SELECT
    digest_id, profile, period, made_at, subject, summary,
    json_extract_string(json, '$.title') AS title,
    json_extract_string(json, '$.tlp') AS tlp,
    coalesce(json_extract_string(json, '$.cards[*].proposition'), []) AS contests,
    coalesce(json_extract_string(json, '$.stories[*].title'), []) AS stories
FROM digest
ORDER BY made_at DESC, digest_id
