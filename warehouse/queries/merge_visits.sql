-- Keep how sources were read; a reading at a moment already known takes its place.
MERGE INTO visit AS known
USING (
    SELECT unnest(from_json($1::JSON, '[{
        "source_id": "VARCHAR", "at": "TIMESTAMP", "outcome": "VARCHAR", "error": "VARCHAR", "items": "INTEGER",
        "expected": "INTEGER"
    }]'), max_depth := 2)
) AS given
ON known.source_id = given.source_id AND known."at" = given."at"
WHEN MATCHED THEN UPDATE
WHEN NOT MATCHED THEN INSERT BY NAME
