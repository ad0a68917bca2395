-- Pages fetched before a moment whose bytes may go: no digest quotes any revision of their article, nothing waits for them.
WITH rests AS (
    SELECT coalesce(superseded_by, article_id) AS article_id
    FROM article
    WHERE article_id IN (SELECT article_id FROM digest_quote)
)
SELECT p.page_id, p.content_sha256
FROM page AS p
LEFT JOIN article AS a USING (article_id)
WHERE
    p.fetched_at < $1 AND NOT p.pruned AND NOT p.again AND p.content_sha256 <> sha256('')
    AND (p.article_id IS NOT NULL OR p.error IS NOT NULL)
    AND coalesce(a.superseded_by, a.article_id, '') NOT IN (SELECT article_id FROM rests)
ORDER BY p.fetched_at, p.page_id
