-- Articles that came out (undated: were first read) from one moment until before another, as they lie.
SELECT article_id
FROM article
WHERE coalesce(published_at, fetched_at) >= $start AND coalesce(published_at, fetched_at) < $end
ORDER BY rowid
