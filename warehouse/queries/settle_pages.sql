-- What became of these pages: an article, or the reason why not. A page that gave one once keeps it.
UPDATE page SET
    article_id = coalesce(given.article_id, page.article_id),
    error = CASE WHEN coalesce(given.article_id, page.article_id) IS NULL THEN given.error END,
    again = false
FROM (
    SELECT unnest($1::JSON::VARCHAR[]) AS page_id, unnest($2::JSON::VARCHAR[]) AS article_id, unnest($3::JSON::VARCHAR[]) AS error
) AS given
WHERE page.hash = md5_number_lower(given.page_id)
