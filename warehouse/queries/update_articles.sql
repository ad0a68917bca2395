-- What is known of articles whose text stays, as it is told from their pages now.
UPDATE article SET
    title = given.title, byline = given.byline, site = given.site, dateline = given.dateline,
    published_at = given.published_at, published_on = given.published_on, published_basis = given.published_basis,
    not_before = given.not_before, language = given.language, access = given.access
FROM (
    SELECT unnest(from_json($1::JSON, '[{
        "article_id": "VARCHAR", "title": "VARCHAR", "byline": "VARCHAR", "site": "VARCHAR", "dateline": "VARCHAR",
        "published_at": "TIMESTAMP", "published_on": "DATE", "published_basis": "VARCHAR", "not_before": "DATE",
        "language": "VARCHAR", "access": "VARCHAR"
    }]'), max_depth := 2)
) AS given
WHERE article.article_id = given.article_id
