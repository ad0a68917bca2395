-- Pages of a source that came out lately and were not asked for lately, those that waited longest first, so many.
SELECT p.url, p.given, v.etag, v.last_modified
FROM (
    SELECT
        url,
        arg_max(given, fetched_at) AS given,
        least(min(fetched_at), coalesce(max(a.published_at), min(fetched_at))) AS out_at,
        max(fetched_at) AS asked_at
    FROM page
    LEFT JOIN (SELECT article_id, published_at FROM article) AS a USING (article_id)
    WHERE source_id = $source AND starts_with(url, 'http') AND content_sha256 <> sha256('')
    GROUP BY url
) AS p
LEFT JOIN (SELECT url, max("at") AS asked_at FROM attempt WHERE source_id = $source GROUP BY url) AS t USING (url)
LEFT JOIN validator AS v USING (url)
WHERE p.out_at >= $young AND greatest(p.asked_at, t.asked_at) <= $asked
ORDER BY greatest(p.asked_at, t.asked_at), p.url
LIMIT $most
