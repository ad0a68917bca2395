-- Pages of a source that came out lately and were not asked for lately, those that waited longest first, so many. What
-- is young was first kept, and asked for, within the last month.
WITH kept AS (
    SELECT url, given, fetched_at, article_id
    FROM page
    WHERE source_id = $source AND fetched_at >= $month AND starts_with(url, 'http') AND content_sha256 <> sha256('')
),
told AS (
    SELECT article_id, published_at
    FROM article
    WHERE fetched_at >= $month AND article_id IN (SELECT article_id FROM kept)
),
young AS (
    SELECT url, arg_max(given, kept.fetched_at) AS given, max(kept.fetched_at) AS asked_at
    FROM kept
    LEFT JOIN told USING (article_id)
    GROUP BY url
    HAVING least(min(kept.fetched_at), coalesce(max(published_at), min(kept.fetched_at))) >= $young
)
SELECT p.url, p.given, v.etag, v.last_modified
FROM young AS p
LEFT JOIN (
    SELECT url, max("at") AS asked_at FROM attempt WHERE source_id = $source AND "at" >= $month GROUP BY url
) AS t USING (url)
LEFT JOIN (SELECT * FROM validator WHERE url IN (SELECT url FROM young)) AS v USING (url)
WHERE greatest(p.asked_at, t.asked_at) <= $asked
ORDER BY greatest(p.asked_at, t.asked_at), p.url
LIMIT $most
