-- Those of these web pages that say no more than one kept before, of the same source and address, says.
WITH given AS (SELECT unnest($1::JSON::VARCHAR[]) AS page_id),
mine AS MATERIALIZED (
    SELECT page_id, article_id, source_id, url, content_sha256
    FROM page
    WHERE page_id IN (FROM given) AND starts_with(url, 'http')
)
SELECT page_id, content_sha256
FROM mine
SEMI JOIN (
    SELECT article_id, source_id, url
    FROM page
    WHERE article_id IN (SELECT article_id FROM mine)
        AND content_sha256 <> sha256('') AND page_id NOT IN (FROM given)
) AS kept USING (article_id, source_id, url)
