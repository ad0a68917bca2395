-- Pages of these sources that came out lately and were not asked for lately, those that waited longest first, so many of
-- each. What is young was first kept, and asked for, within the last month.
WITH these AS (SELECT unnest($sources::JSON::VARCHAR[]) AS source_id),
kept AS (
    SELECT source_id, url, given, fetched_at, article_id
    FROM page
    WHERE source_id IN (SELECT source_id FROM these)
        AND fetched_at >= $month AND starts_with(url, 'http') AND content_sha256 <> sha256('')
),
told AS (
    SELECT article_id, published_at
    FROM article
    WHERE fetched_at >= $month AND article_id IN (SELECT article_id FROM kept)
),
young AS (
    SELECT source_id, url, arg_max(given, kept.fetched_at) AS given, max(kept.fetched_at) AS asked_at
    FROM kept
    LEFT JOIN told USING (article_id)
    GROUP BY source_id, url
    HAVING least(min(kept.fetched_at), coalesce(max(published_at), min(kept.fetched_at))) >= $young
),
asked AS (
    SELECT source_id, url, max("at") AS asked_at
    FROM attempt
    WHERE source_id IN (SELECT source_id FROM these) AND "at" >= $month
    GROUP BY source_id, url
)
SELECT p.source_id, p.url, p.given, v.etag, v.last_modified
FROM young AS p
LEFT JOIN asked AS t USING (source_id, url)
LEFT JOIN (SELECT * FROM validator WHERE url IN (SELECT url FROM young)) AS v USING (url)
WHERE greatest(p.asked_at, t.asked_at) <= $asked
QUALIFY
    row_number() OVER (PARTITION BY p.source_id ORDER BY greatest(p.asked_at, t.asked_at), p.url) <= $most
ORDER BY greatest(p.asked_at, t.asked_at), p.url
