-- Record attempts to read sources and items, where not recorded yet.
INSERT INTO attempt BY NAME
WITH given AS MATERIALIZED (
    SELECT unnest(from_json($1::JSON, '[{
        "fetch_id": "VARCHAR", "source_id": "VARCHAR", "url": "VARCHAR", "status": "INTEGER", "outcome": "VARCHAR",
        "error": "VARCHAR", "bytes": "BIGINT", "at": "TIMESTAMP"
    }]'), max_depth := 2)
)
SELECT *
FROM given
ANTI JOIN (
    SELECT fetch_id, "at" FROM attempt SEMI JOIN given USING (fetch_id, "at")
) AS known USING (fetch_id, "at")
