-- Record attempts to read sources and items, where not recorded yet.
INSERT INTO attempt BY NAME
SELECT given.*
FROM (
    SELECT unnest(from_json($1::JSON, '[{
        "fetch_id": "VARCHAR", "source_id": "VARCHAR", "url": "VARCHAR", "status": "INTEGER", "outcome": "VARCHAR",
        "error": "VARCHAR", "bytes": "BIGINT", "at": "TIMESTAMP"
    }]'), max_depth := 2)
) AS given
ANTI JOIN attempt AS known USING (fetch_id)
