-- Which source offered which article, where not yet known.
INSERT INTO offer BY NAME
SELECT DISTINCT given.article_id, given.source_id
FROM (
    SELECT unnest(from_json($1::JSON, '[{"article_id": "VARCHAR", "source_id": "VARCHAR"}]'), max_depth := 2)
) AS given
ANTI JOIN (
    SELECT article_id, source_id FROM offer WHERE article_id IN (SELECT unnest(json_extract_string($1::JSON, '$[*].article_id')))
) AS known USING (article_id, source_id)
