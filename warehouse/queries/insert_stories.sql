-- Stories, without their articles.
INSERT INTO story BY NAME
SELECT unnest(from_json($1::JSON, '[{
    "story_id": "VARCHAR", "title": "VARCHAR", "first_seen_at": "TIMESTAMP", "last_seen_at": "TIMESTAMP",
    "independent_sources": "INTEGER"
}]'), max_depth := 2)
