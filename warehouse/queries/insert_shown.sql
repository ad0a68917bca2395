-- The ledger: what a digest tells its profile, and in which state.
INSERT INTO shown BY NAME
SELECT digest_id, s.kind, s.key, s.state
FROM (
    SELECT digest_id, unnest(shown) AS s
    FROM (
        SELECT unnest(from_json($1::JSON, '[{
            "digest_id": "VARCHAR", "shown": [{"kind": "VARCHAR", "key": "VARCHAR", "state": "VARCHAR"}]
        }]'), max_depth := 2)
    )
    ANTI JOIN shown AS known USING (digest_id)
)
