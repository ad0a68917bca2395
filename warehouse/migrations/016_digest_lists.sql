-- What a further digest costs does not grow with those before. DuckDB writes the last 122,880 rows of a table anew when
-- one comes in, with the lists in them whole: so a digest's quoted articles are rows of a narrow table, what an index says
-- of it is one text, and the forms of the newest digests wait in a table of their own until there are many.
CREATE TABLE digest_forms_lately (digest_id VARCHAR, forms BLOB);
CREATE TABLE digest_quote (digest_id VARCHAR, article_id VARCHAR);
INSERT INTO digest_quote SELECT digest_id, unnest(quoted) FROM digest;
ALTER TABLE digest ADD COLUMN listed JSON;
UPDATE digest SET listed = to_json({'contests': contests, 'stories': stories});
