-- How far digests are on their way to their targets.
MERGE INTO delivery
USING (
    SELECT unnest(from_json($1::JSON, '[{
        "delivery_id": "VARCHAR", "digest_id": "VARCHAR", "channel": "VARCHAR", "target": "VARCHAR",
        "outcome": "VARCHAR", "error": "VARCHAR", "at": "TIMESTAMP", "message_id": "VARCHAR", "attempts": "INTEGER"
    }]'), max_depth := 2)
) AS given
USING (delivery_id)
WHEN MATCHED THEN UPDATE SET outcome = given.outcome, error = given.error, "at" = given."at", attempts = given.attempts
WHEN NOT MATCHED THEN INSERT BY NAME
