-- Since a moment, of these sources or of all for an empty list: the last attempt at each source, and of each address where
-- the last attempt came to nothing.
SELECT fetch_id, source_id, url, status, outcome, error, bytes, "at"
FROM (
    SELECT *
    FROM attempt
    WHERE ($since::TIMESTAMP IS NULL OR "at" > $since)
        AND (len($sources::VARCHAR[]) = 0 OR source_id IN (SELECT unnest($sources::VARCHAR[])))
    QUALIFY row_number() OVER (PARTITION BY source_id, url ORDER BY "at" DESC, fetch_id) = 1
)
QUALIFY outcome IN ('failed', 'refused')
    OR row_number() OVER (PARTITION BY source_id ORDER BY "at" DESC, url DESC) = 1
ORDER BY source_id, url
