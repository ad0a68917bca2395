-- Since a moment, of these sources or of all for an empty list: the last attempt at each source, and of each address where
-- the last attempt came to nothing. Addresses that never did are left aside first; each step reads its own columns only.
WITH asked AS NOT MATERIALIZED (
    SELECT rowid AS number, source_id, url, outcome, "at"
    FROM attempt
    WHERE ($since::TIMESTAMP IS NULL OR "at" > $since)
        AND (len($sources::VARCHAR[]) = 0 OR source_id IN (SELECT unnest($sources::VARCHAR[])))
),
ends AS (SELECT source_id, max("at") AS "at" FROM asked GROUP BY source_id),
bad AS (SELECT DISTINCT source_id, url FROM asked WHERE outcome IN ('failed', 'refused')),
chosen AS (
    SELECT number FROM asked SEMI JOIN ends USING (source_id, "at")
    UNION
    SELECT number FROM asked SEMI JOIN bad USING (source_id, url)
)
SELECT fetch_id, source_id, url, status, outcome, error, bytes, "at"
FROM (
    SELECT *
    FROM attempt
    WHERE rowid IN (FROM chosen)
    QUALIFY row_number() OVER (PARTITION BY source_id, url ORDER BY "at" DESC, fetch_id) = 1
)
QUALIFY outcome IN ('failed', 'refused')
    OR row_number() OVER (PARTITION BY source_id ORDER BY "at" DESC, url DESC) = 1
ORDER BY source_id, url
