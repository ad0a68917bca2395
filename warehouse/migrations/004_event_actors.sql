-- Who takes part in an event, by ids of the actor catalogue.
ALTER TABLE event ADD COLUMN actors VARCHAR[];
UPDATE event SET actors = seen.actors
FROM (
    SELECT
        md5(concat_ws('|', article_id, e ->> '$.subtype', e ->> '$.mention.spans[0][0]')) AS event_id,
        any_value((e -> '$.actors')::VARCHAR[]) AS actors
    FROM (SELECT article_id, unnest(json_extract(document, '$.events[*]')) AS e FROM analysis)
    GROUP BY event_id
) AS seen
WHERE event.event_id = seen.event_id;
