-- The articles of a batch that are not there yet.
INSERT INTO article BY NAME
SELECT DISTINCT ON (given.article_id) given.*, md5_number_lower(given.article_id) AS hash
FROM (
    SELECT unnest(from_json($1::JSON, '[{
        "article_id": "VARCHAR", "url": "VARCHAR", "source_id": "VARCHAR", "title": "VARCHAR", "byline": "VARCHAR",
        "site": "VARCHAR", "dateline": "VARCHAR", "published_at": "TIMESTAMP", "published_on": "DATE",
        "published_basis": "VARCHAR", "not_before": "DATE", "fetched_at": "TIMESTAMP", "language": "VARCHAR",
        "access": "VARCHAR", "text": "VARCHAR", "text_sha256": "VARCHAR"
    }]'), max_depth := 2)
) AS given
WHERE md5_number_lower(article_id) NOT IN (
    SELECT hash
    FROM article
    WHERE hash IN (SELECT md5_number_lower(unnest(json_extract_string($1::JSON, '$[*].article_id'))))
)
