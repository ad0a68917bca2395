-- Which articles make up which story.
INSERT INTO story_article BY NAME
SELECT story_id, unnest(article_ids) AS article_id, md5_number_lower(article_id) AS hash
FROM (
    SELECT unnest(from_json($1::JSON, '[{"story_id": "VARCHAR", "article_ids": ["VARCHAR"]}]'), max_depth := 2)
)
