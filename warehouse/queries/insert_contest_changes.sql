-- What became of contests over the days.
INSERT INTO contest_change BY NAME
SELECT
    contest_id, c."at", c.change, c.detail, c.article_id, c."start" AS start_char, c."end" AS end_char
FROM (
    SELECT contest_id, unnest(history) AS c
    FROM (
        SELECT unnest(from_json($1::JSON, '[{
            "contest_id": "VARCHAR",
            "history": [{
                "at": "TIMESTAMP", "change": "VARCHAR", "detail": "VARCHAR", "article_id": "VARCHAR",
                "start": "INTEGER", "end": "INTEGER"
            }]
        }]'), max_depth := 2)
    )
)
