-- Which text took the place of which, and what changed.
INSERT INTO revision BY NAME
SELECT unnest(from_json($1::JSON, '[{
    "article_id": "VARCHAR", "revises": "VARCHAR", "at": "TIMESTAMP", "basis": "VARCHAR", "changes": "JSON"
}]'), max_depth := 2)
