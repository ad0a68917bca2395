-- One reading of a source as a whole: what it offered, at least how many were expected, or why it failed.
CREATE TABLE visit (
    source_id VARCHAR, "at" TIMESTAMP, outcome VARCHAR, error VARCHAR, items INTEGER, expected INTEGER
);
