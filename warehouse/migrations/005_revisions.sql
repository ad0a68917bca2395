-- An article whose page was found with another text points at the revision that is current now; its own text stays.
-- (DuckDB commits no second change to a table after a column with a default: the default is set afterwards. DuckLake
-- takes no default but a literal, and `false` is none to it.)
ALTER TABLE article ADD COLUMN superseded_by VARCHAR;
ALTER TABLE article ADD COLUMN revision INTEGER;
ALTER TABLE article ALTER COLUMN revision SET DEFAULT 1;
UPDATE article SET revision = 1;

-- Which text took the place of which, why, and the sentences that changed.
CREATE TABLE revision (article_id VARCHAR, revises VARCHAR, "at" TIMESTAMP, basis VARCHAR, changes JSON);

-- `again`: the page is to be extracted once more; `pruned`: its bytes are gone, as the configuration asks.
ALTER TABLE page ADD COLUMN again BOOLEAN;
ALTER TABLE page ADD COLUMN pruned BOOLEAN;
ALTER TABLE page ALTER COLUMN again SET DEFAULT 'false';
ALTER TABLE page ALTER COLUMN pruned SET DEFAULT 'false';
UPDATE page SET again = false, pruned = false;
