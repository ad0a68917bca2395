-- The addresses of each source whose pages are kept, as offered and as reached by redirects: the lower half of the MD5 of
-- source and address, parted by a blank. Narrow, for it is scanned whole for each list of what a source offers.
CREATE TABLE address (hash UBIGINT);
INSERT INTO address
SELECT DISTINCT md5_number_lower(concat(source_id, ' ', url))
FROM (
    SELECT source_id, url FROM attempt WHERE outcome = 'ok'
    UNION
    SELECT source_id, url FROM page WHERE content_sha256 <> sha256('')
);

-- Whether a validator is of a page; the others are few and read at each run.
ALTER TABLE validator ADD COLUMN of_page BOOLEAN;
UPDATE validator SET of_page = url IN (SELECT url FROM page WHERE url IS NOT NULL);
