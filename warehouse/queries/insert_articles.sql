-- The articles of a batch that are not there yet.
INSERT INTO article BY NAME
SELECT DISTINCT ON (given.article_id) given.*
FROM (
    SELECT unnest(from_json($1::JSON, '[{
        "article_id": "VARCHAR", "url": "VARCHAR", "source_id": "VARCHAR", "title": "VARCHAR", "byline": "VARCHAR",
        "site": "VARCHAR", "dateline": "VARCHAR", "published_at": "TIMESTAMP", "published_on": "DATE",
        "published_basis": "VARCHAR", "not_before": "DATE", "fetched_at": "TIMESTAMP", "language": "VARCHAR",
        "access": "VARCHAR", "text": "VARCHAR", "text_sha256": "VARCHAR"
    }]'), max_depth := 2)
) AS given
WHERE article_id NOT IN (
    SELECT article_id FROM article WHERE article_id IN (SELECT unnest(json_extract_string($1::JSON, '$[*].article_id')))
)
