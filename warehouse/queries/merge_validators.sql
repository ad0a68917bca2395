-- What the next conditional GET of an address needs.
MERGE INTO validator AS known
USING (
    SELECT *, url IN (SELECT url FROM page WHERE url IN (SELECT unnest(json_extract_string($1::JSON, '$[*].url')))) AS of_page
    FROM (
        SELECT unnest(from_json($1::JSON, '[{"url": "VARCHAR", "etag": "VARCHAR", "last_modified": "VARCHAR"}]'),
            max_depth := 2)
    )
) AS given
ON known.url = given.url
WHEN MATCHED THEN UPDATE
WHEN NOT MATCHED THEN INSERT BY NAME
