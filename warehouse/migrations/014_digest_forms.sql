-- A digest's forms in a table of their own, all four compressed together: DuckDB writes the last block of a table anew
-- whenever a row comes in, and that of whole digests held them all. What is asked of many digests stays beside.
CREATE TABLE digest_forms (digest_id VARCHAR, forms BLOB);
INSERT INTO digest_forms SELECT digest_id, packed_forms(html, text, markdown, json) FROM digest;
ALTER TABLE digest ADD COLUMN articles INTEGER;
ALTER TABLE digest ADD COLUMN quoted VARCHAR[];
UPDATE digest SET
    articles = json_extract(json, '$.coverage.articles')::INTEGER,
    quoted = list_distinct(coalesce(json_extract_string(json, '$.lines[*].article_id'), []));
