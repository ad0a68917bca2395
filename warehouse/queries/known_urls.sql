-- Addresses of a source whose pages are kept already: as offered, and as reached by redirects. A page that failed is
-- kept with what its feed said of it, but without bytes, and is tried again.
SELECT url FROM attempt WHERE source_id = $1 AND outcome = 'ok'
UNION
SELECT url FROM page WHERE source_id = $1 AND content_sha256 <> sha256('')
