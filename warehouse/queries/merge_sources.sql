-- Bring what is known of the sources up to date.
MERGE INTO source AS known
USING (
    SELECT unnest(from_json($1::JSON, '[{
        "source_id": "VARCHAR", "location": "VARCHAR", "kind": "VARCHAR", "outlet": "VARCHAR", "owner": "VARCHAR",
        "country": "VARCHAR", "language": "VARCHAR", "timezone": "VARCHAR", "reliability": "VARCHAR"
    }]'), max_depth := 2)
) AS given
ON known.source_id = given.source_id
WHEN MATCHED THEN UPDATE
WHEN NOT MATCHED THEN INSERT BY NAME
