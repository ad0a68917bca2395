-- What became of these pages: an article, or the reason why not.
UPDATE page SET article_id = given.article_id, error = given.error
FROM (
    SELECT unnest($1::VARCHAR[]) AS page_id, unnest($2::VARCHAR[]) AS article_id, unnest($3::VARCHAR[]) AS error
) AS given
WHERE page.page_id = given.page_id
