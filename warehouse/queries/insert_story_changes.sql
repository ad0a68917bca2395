-- Merges and splits of stories.
INSERT INTO story_change BY NAME
SELECT unnest(from_json($1::JSON, '[{
    "story_id": "VARCHAR", "became": "VARCHAR", "articles": "BIGINT", "at": "TIMESTAMP"
}]'), max_depth := 2)
