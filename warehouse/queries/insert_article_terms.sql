-- The words by which articles are found again.
INSERT INTO article_term BY NAME
SELECT unnest(from_json($1::JSON, '[{
    "term": "UINTEGER", "article_id": "VARCHAR", "weight": "FLOAT", "day": "DATE"
}]'), max_depth := 2)
