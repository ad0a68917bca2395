-- Addresses of a source whose pages are kept already.
SELECT DISTINCT url FROM page WHERE source_id = $1
