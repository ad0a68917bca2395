-- The bytes of these pages are gone.
UPDATE page SET pruned = true WHERE page_id IN (SELECT unnest($1::JSON::VARCHAR[]))
