-- Keep the whole reading of each article of a batch.
INSERT INTO analysis BY NAME
SELECT document ->> 'article_id' AS article_id, $1 AS reader, document, md5_number_lower(article_id) AS hash
FROM (SELECT unnest(json_extract($2::JSON, '$[*]')) AS document)
