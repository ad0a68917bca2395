-- Every place where a side of a contest is put.
INSERT INTO contest_side BY NAME
SELECT
    contest_id, s.side, s.actor, s.source_text, s.stance, s.quote, s.article_id, s."start" AS start_char,
    s."end" AS end_char, s.low, s.high, s.party
FROM (
    SELECT contest_id, unnest(sides) AS s
    FROM (
        SELECT unnest(from_json($1::JSON, '[{
            "contest_id": "VARCHAR",
            "sides": [{
                "side": "INTEGER", "actor": "VARCHAR", "source_text": "VARCHAR", "stance": "VARCHAR",
                "quote": "VARCHAR", "article_id": "VARCHAR", "start": "INTEGER", "end": "INTEGER", "low": "DOUBLE",
                "high": "DOUBLE", "party": "INTEGER"
            }]
        }]'), max_depth := 2)
    )
)
