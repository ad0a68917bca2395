-- The last attempt at each address since a moment, of these sources or of all for an empty list.
SELECT fetch_id, source_id, url, status, outcome, error, bytes, "at"
FROM attempt
WHERE ($since::TIMESTAMP IS NULL OR "at" > $since)
    AND (len($sources::VARCHAR[]) = 0 OR source_id IN (SELECT unnest($sources::VARCHAR[])))
QUALIFY row_number() OVER (PARTITION BY source_id, url ORDER BY "at" DESC, fetch_id) = 1
ORDER BY source_id, url
