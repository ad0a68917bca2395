-- These pages, without their bytes.
SELECT *
FROM page
WHERE rowid IN (SELECT rowid FROM page WHERE hash IN (SELECT md5_number_lower(unnest($1::JSON::VARCHAR[]))))
ORDER BY fetched_at, url, page_id
