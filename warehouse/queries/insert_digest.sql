-- Store a digest in all its forms.
INSERT INTO digest BY NAME
SELECT given.*
FROM (
    SELECT unnest(from_json($1::JSON, '[{
        "digest_id": "VARCHAR", "profile": "VARCHAR", "period": "VARCHAR", "made_at": "TIMESTAMP",
        "subject": "VARCHAR", "summary": "VARCHAR", "empty": "BOOLEAN", "html": "VARCHAR", "text": "VARCHAR",
        "markdown": "VARCHAR", "json": "VARCHAR"
    }]'), max_depth := 2)
) AS given
ANTI JOIN digest AS known USING (digest_id)
