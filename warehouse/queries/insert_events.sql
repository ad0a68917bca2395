-- The event reports in these readings, as the public view shows them.
INSERT INTO event BY NAME
WITH given AS (
    SELECT document ->> 'article_id' AS article_id, document
    FROM (SELECT unnest(json_extract($1::JSON, '$[*]')) AS document)
)
SELECT
    md5(concat_ws('|', article_id, e ->> '$.subtype', e ->> '$.mention.spans[0][0]')) AS event_id,
    article_id,
    e ->> '$.type' AS type,
    e ->> '$.subtype' AS subtype,
    (e ->> '$.date_from')::DATE AS date_from,
    (e ->> '$.date_to')::DATE AS date_to,
    e ->> '$.place.name' AS place,
    e ->> '$.place.country' AS country,
    (e ->> '$.place.lat')::DOUBLE AS lat,
    (e ->> '$.place.lon')::DOUBLE AS lon,
    (e ->> '$.killed[0]')::DOUBLE AS killed_low,
    (e ->> '$.killed[1]')::DOUBLE AS killed_high,
    (e ->> '$.injured[0]')::DOUBLE AS injured_low,
    (e ->> '$.injured[1]')::DOUBLE AS injured_high,
    e ->> '$.certainty' AS certainty,
    (e ->> '$.background')::BOOLEAN AS background,
    (e -> '$.actors')::VARCHAR[] AS actors,
    (e ->> '$.mention.spans[0][0]')::INTEGER AS start_char,
    (e ->> '$.mention.spans[#-1][1]')::INTEGER AS end_char,
    published_on,
    md5_number_lower(article_id) AS hash
FROM (SELECT article_id, unnest(json_extract(document, '$.events[*]')) AS e FROM given)
LEFT JOIN (
    SELECT article_id, published_on FROM article
    WHERE rowid IN (SELECT rowid FROM article WHERE hash IN (SELECT md5_number_lower(article_id) FROM given))
) USING (article_id)
