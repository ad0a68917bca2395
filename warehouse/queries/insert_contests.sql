-- Contests, without their sides and history.
INSERT INTO contest BY NAME
SELECT unnest(from_json($1::JSON, '[{
    "contest_id": "VARCHAR", "story_id": "VARCHAR", "kind": "VARCHAR", "proposition": "VARCHAR", "status": "VARCHAR",
    "score": "DOUBLE", "salience": "DOUBLE", "evidence": "VARCHAR", "first_seen_at": "TIMESTAMP",
    "last_seen_at": "TIMESTAMP", "clues": "JSON", "weights": "JSON"
}]'), max_depth := 2)
