-- Which of these bytes some page still needs.
SELECT DISTINCT content_sha256
FROM page
WHERE NOT pruned AND content_sha256 IN (SELECT unnest($1::JSON::VARCHAR[]))
