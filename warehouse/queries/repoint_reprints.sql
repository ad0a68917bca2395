-- A reprint of what turned out to be a reprint itself points at the original of both.
UPDATE reprint SET copy_of = given.copy_of
FROM (
    SELECT unnest(from_json($1::JSON, '[{"article_id": "VARCHAR", "copy_of": "VARCHAR"}]'), max_depth := 2)
) AS given
WHERE reprint.copy_of = given.article_id
