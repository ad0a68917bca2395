-- Contests, without their sides.
INSERT INTO contest BY NAME
SELECT unnest(from_json($1::JSON, '[{
    "contest_id": "VARCHAR", "story_id": "VARCHAR", "kind": "VARCHAR", "proposition": "VARCHAR", "status": "VARCHAR",
    "score": "DOUBLE", "salience": "DOUBLE", "evidence": "VARCHAR", "first_seen_at": "TIMESTAMP",
    "last_seen_at": "TIMESTAMP"
}]'), max_depth := 2)
