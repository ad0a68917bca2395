-- Whose strength articles give.
INSERT INTO strength BY NAME
SELECT unnest(from_json($1::JSON, '[{"actors": "VARCHAR", "article_id": "VARCHAR", "day": "DATE"}]'), max_depth := 2)
