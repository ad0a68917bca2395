-- Which articles an entry of the ledger rests on: those that a story was told with, and those that a contest's sides
-- stand in. Narrow, so that what a profile was told of some articles is found without reading all that it was told.
CREATE TABLE shown_article (digest_id VARCHAR, kind VARCHAR, key VARCHAR, article_id VARCHAR);
INSERT INTO shown_article
SELECT DISTINCT digest_id, kind, key, split_part(place, ':', 1)
FROM (
    SELECT digest_id, kind, key, unnest(json_extract_string(state, '$.articles[*]')) AS place
    FROM shown
    WHERE kind = 'story'
    UNION ALL
    SELECT digest_id, kind, key, unnest(json_extract_string(state, '$.rows[*]'))
    FROM shown
    WHERE kind = 'contest'
);
