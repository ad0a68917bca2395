-- Pages that read again as they once did, after another text: they are to be extracted as if they had just come.
WITH given AS (
    SELECT unnest(from_json($1::JSON, '[{"page_id": "VARCHAR", "fetched_at": "TIMESTAMP"}]'), max_depth := 2)
),
kept AS MATERIALIZED (
    SELECT *
    FROM (
        SELECT page_id, source_id, url
        FROM page
        WHERE rowid IN (SELECT rowid FROM page WHERE hash IN (SELECT md5_number_lower(page_id) FROM given))
    )
    JOIN given USING (page_id)
),
latest AS (
    SELECT source_id, url, arg_max(article_id, fetched_at) AS article_id
    FROM page
    WHERE url IN (SELECT url FROM kept)
    GROUP BY source_id, url
)
UPDATE page SET article_id = NULL, error = NULL, fetched_at = again.fetched_at, pruned = false
FROM (
    SELECT k.page_id, k.fetched_at, l.article_id AS latest
    FROM kept AS k
    JOIN latest AS l USING (source_id, url)
) AS again
WHERE page.page_id = again.page_id AND page.article_id <> again.latest
