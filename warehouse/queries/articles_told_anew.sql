-- Which of these articles, whose text stays, are told otherwise by their pages now.
SELECT article_id
FROM article
JOIN (
    SELECT unnest(from_json($1::JSON, '[{
        "article_id": "VARCHAR", "title": "VARCHAR", "byline": "VARCHAR", "site": "VARCHAR", "dateline": "VARCHAR",
        "published_at": "TIMESTAMP", "published_on": "DATE", "published_basis": "VARCHAR", "not_before": "DATE",
        "language": "VARCHAR", "access": "VARCHAR"
    }]'), max_depth := 2)
) AS given USING (article_id)
WHERE (
    article.title, article.byline, article.site, article.dateline, article.published_at, article.published_on,
    article.published_basis, article.not_before, article.language, article.access
) IS DISTINCT FROM (
    given.title, given.byline, given.site, given.dateline, given.published_at, given.published_on,
    given.published_basis, given.not_before, given.language, given.access
)
