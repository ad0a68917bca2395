-- Pages that read again as they once did, after another text: they are to be extracted as if they had just come.
UPDATE page SET article_id = NULL, error = NULL, fetched_at = given.fetched_at, pruned = false
FROM (
    SELECT unnest(from_json($1::JSON, '[{"page_id": "VARCHAR", "fetched_at": "TIMESTAMP"}]'), max_depth := 2)
) AS given
WHERE page.page_id = given.page_id AND page.article_id <> (
    SELECT arg_max(latest.article_id, latest.fetched_at)
    FROM page AS latest
    WHERE latest.source_id = page.source_id AND latest.url = page.url
)
