-- Reprints, each with its original.
INSERT INTO reprint BY NAME
SELECT unnest(from_json($1::JSON, '[{"article_id": "VARCHAR", "copy_of": "VARCHAR"}]'), max_depth := 2)
