-- Record attempts to read sources and items.
INSERT INTO attempt BY NAME
SELECT unnest(from_json($1::JSON, '[{
    "fetch_id": "VARCHAR", "source_id": "VARCHAR", "url": "VARCHAR", "status": "INTEGER", "outcome": "VARCHAR",
    "error": "VARCHAR", "bytes": "BIGINT", "at": "TIMESTAMP"
}]'), max_depth := 2)
