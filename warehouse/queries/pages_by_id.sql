-- These pages, without their bytes.
SELECT *
FROM page
WHERE rowid IN (SELECT rowid FROM page WHERE page_id IN (SELECT unnest($1::JSON::VARCHAR[])))
ORDER BY fetched_at, url, page_id
