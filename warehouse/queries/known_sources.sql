-- What is known of the sources, of these or of all for an empty list.
SELECT source_id, location, kind, outlet, owner, country, language, timezone, reliability
FROM source
WHERE len($1::VARCHAR[]) = 0 OR source_id IN (SELECT unnest($1::VARCHAR[]))
ORDER BY source_id
