-- Which of these addresses of a source are known: as offered, and as reached by redirects. A page that failed is kept
-- with what its feed said of it, but without bytes, and is tried again.
SELECT url
FROM (SELECT unnest($urls::JSON::VARCHAR[]) AS url)
WHERE md5_number_lower(concat($source, ' ', url)) IN (SELECT hash FROM address)
