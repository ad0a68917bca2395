-- What came of handing a digest to its targets.
INSERT INTO delivery BY NAME
SELECT unnest(from_json($1::JSON, '[{
    "delivery_id": "VARCHAR", "digest_id": "VARCHAR", "channel": "VARCHAR", "target": "VARCHAR",
    "outcome": "VARCHAR", "error": "VARCHAR", "at": "TIMESTAMP"
}]'), max_depth := 2)
