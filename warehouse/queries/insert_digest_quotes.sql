-- The articles that a digest quotes.
INSERT INTO digest_quote
SELECT DISTINCT $1, unnest(json_extract_string($2::JSON, '$.lines[*].article_id'))
WHERE $1 NOT IN (SELECT digest_id FROM digest_quote WHERE digest_id = $1)
