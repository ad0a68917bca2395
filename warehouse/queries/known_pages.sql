-- Those of these web pages that say no more than one kept before, of the same source and address, says.
SELECT page_id, content_sha256
FROM page
WHERE page_id IN (SELECT unnest($1::JSON::VARCHAR[])) AND starts_with(url, 'http') AND EXISTS (
    SELECT 1 FROM page AS kept
    WHERE kept.article_id = page.article_id AND kept.source_id = page.source_id AND kept.url = page.url
        AND kept.content_sha256 <> sha256('') AND kept.page_id NOT IN (SELECT unnest($1::JSON::VARCHAR[]))
)
