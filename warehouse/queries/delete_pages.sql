-- Forget these pages.
DELETE FROM page WHERE page_id IN (SELECT unnest($1::JSON::VARCHAR[]))
