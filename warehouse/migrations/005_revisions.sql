-- An article whose page was found with another text points at the revision that is current now; its own text stays.
ALTER TABLE article ADD COLUMN revision INTEGER DEFAULT 1;
ALTER TABLE article ADD COLUMN superseded_by VARCHAR;

-- Which text took the place of which, why, and the sentences that changed.
CREATE TABLE revision (article_id VARCHAR, revises VARCHAR, "at" TIMESTAMP, basis VARCHAR, changes JSON);

-- `again`: the page is to be extracted once more; `pruned`: its bytes are gone, as the configuration asks.
ALTER TABLE page ADD COLUMN again BOOLEAN DEFAULT false;
ALTER TABLE page ADD COLUMN pruned BOOLEAN DEFAULT false;
