-- The articles that the stories and contests in the ledger of a digest rest on.
INSERT INTO shown_article BY NAME
SELECT DISTINCT digest_id, kind, key, split_part(place, ':', 1) AS article_id, md5_number_lower(article_id) AS hash
FROM (
    SELECT digest_id, kind, key, unnest(json_extract_string(state, '$.articles[*]')) AS place
    FROM shown
    WHERE digest_id = $1 AND kind = 'story'
    UNION ALL
    SELECT digest_id, kind, key, unnest(json_extract_string(state, '$.rows[*]'))
    FROM shown
    WHERE digest_id = $1 AND kind = 'contest'
)
WHERE $1 NOT IN (SELECT digest_id FROM shown_article WHERE digest_id = $1)
