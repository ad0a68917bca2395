-- More articles that hold these words.
MERGE INTO term_count AS known
USING (SELECT unnest(from_json($1::JSON, '[{"term": "UINTEGER", "articles": "BIGINT"}]'), max_depth := 2)) AS given
ON known.term = given.term
WHEN MATCHED THEN UPDATE SET articles = known.articles + given.articles
WHEN NOT MATCHED THEN INSERT BY NAME
