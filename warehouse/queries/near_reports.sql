-- Reports of events in articles that a profile was told, each with one of the given reports that it may be of one
-- event with, the closest few of each. Nothing in the kind, the days and the actors of the two speaks against it, and
-- story, days, place or toll for it so far that like words would settle it; see tasks.brief.join. Which two may be so
-- near is sought first, by narrow columns: of the same story, of the same days, of a month around with the same place or
-- toll, and of any time with the same toll where it is high, or the place is the same, and a day is not known.
WITH received AS (
    SELECT d.digest_id
    FROM digest AS d
    LEFT JOIN (
        SELECT digest_id, bool_or(outcome <> 'failed') AS received FROM delivery GROUP BY digest_id
    ) AS v USING (digest_id)
    WHERE d.profile = $profile AND coalesce(v.received, true)
),
mine AS MATERIALIZED (
    SELECT *, row_number() OVER () AS mine
    FROM (
        SELECT unnest(from_json($reports::JSON, '[{
            "article_id": "VARCHAR", "story_id": "VARCHAR", "published_on": "DATE", "start_char": "INTEGER",
            "type": "VARCHAR", "date_from": "DATE", "date_to": "DATE", "place": "VARCHAR", "country": "VARCHAR",
            "killed_low": "DOUBLE", "killed_high": "DOUBLE", "certainty": "VARCHAR", "actors": ["VARCHAR"]
        }]'), max_depth := 2)
    )
),
members AS MATERIALIZED (
    SELECT article_id, story_id
    FROM story_article
    WHERE story_id IN (SELECT story_id FROM mine WHERE story_id IS NOT NULL)
),
days AS (
    SELECT
        mine, type, date_from,
        unnest(range(date_from - INTERVAL 31 DAY, date_to + INTERVAL 1 DAY, INTERVAL 1 DAY))::DATE AS day
    FROM mine
),
tolls AS (
    SELECT mine, published_on, date_from, place, type, killed_low, coalesce(killed_high, -1) AS killed_high
    FROM mine
    WHERE killed_low >= 3
),
deadly AS NOT MATERIALIZED (
    SELECT rowid AS number, date_from, place, type, killed_low, coalesce(killed_high, -1) AS killed_high
    FROM event
    WHERE NOT background AND killed_low >= 3
),
lately AS NOT MATERIALIZED (
    SELECT rowid AS number, published_on, place, type, killed_low, coalesce(killed_high, -1) AS killed_high
    FROM event
    WHERE NOT background AND published_on >= (SELECT min(published_on) - 30 FROM mine)
        AND published_on <= (SELECT max(published_on) + 30 FROM mine)
),
around AS MATERIALIZED (
    SELECT m.mine, e.number
    FROM (
        SELECT rowid AS number, article_id, type
        FROM event
        WHERE NOT background
            AND rowid IN (SELECT rowid FROM event WHERE hash IN (SELECT md5_number_lower(article_id) FROM members))
    ) AS e
    JOIN members USING (article_id)
    JOIN mine AS m USING (story_id, type)
    UNION
    SELECT d.mine, e.rowid
    FROM event AS e
    JOIN days AS d ON e.type = d.type AND e.date_from = d.day
    WHERE NOT e.background AND e.date_to >= d.date_from
    UNION
    SELECT m.mine, e.rowid
    FROM event AS e
    JOIN mine AS m ON e.type = m.type AND e.date_from <= m.date_to
    WHERE NOT e.background AND e.date_to - e.date_from > 31 AND e.date_to >= m.date_from
    UNION
    SELECT m.mine, e.number
    FROM lately AS e
    JOIN mine AS m ON e.type = m.type AND e.place = m.place
    WHERE abs(e.published_on - m.published_on) <= 30
    UNION
    SELECT t.mine, e.number
    FROM lately AS e
    JOIN tolls AS t USING (type, killed_low, killed_high)
    WHERE abs(e.published_on - t.published_on) <= 30
    UNION
    SELECT t.mine, e.number
    FROM deadly AS e
    JOIN tolls AS t USING (type, killed_low, killed_high)
    WHERE e.date_from IS NULL AND (killed_low >= 10 OR e.place = t.place)
    UNION
    SELECT t.mine, e.number
    FROM deadly AS e
    JOIN (SELECT * FROM tolls WHERE date_from IS NULL) AS t USING (type, killed_low, killed_high)
    WHERE killed_low >= 10 OR e.place = t.place
),
candidates AS MATERIALIZED (
    SELECT rowid AS number, *
    FROM event
    WHERE rowid IN (SELECT number FROM around) AND article_id NOT IN (SELECT article_id FROM mine)
),
told AS MATERIALIZED (
    SELECT article_id, digest_id
    FROM shown_article
    WHERE kind = 'story' AND rowid IN (
        SELECT rowid FROM shown_article WHERE hash IN (SELECT md5_number_lower(article_id) FROM candidates))
),
others AS (
    SELECT c.*, s.story_id
    FROM candidates AS c
    LEFT JOIN members AS s USING (article_id)
    WHERE article_id IN (SELECT article_id FROM told WHERE digest_id IN (FROM received))
),
pairs AS (
    SELECT
        m.article_id, m.start_char, o.article_id AS other, o.start_char AS other_start,
        if(m.story_id = o.story_id, 1, 0) AS same_story,
        if(m.date_from IS NOT NULL AND o.date_from IS NOT NULL, 1, 0) AS days,
        if(m.place = o.place AND m.country IS NOT DISTINCT FROM o.country, 1, 0) AS places,
        CASE
            WHEN (m.killed_low = o.killed_low AND m.killed_high IS NOT DISTINCT FROM o.killed_high) IS NOT TRUE THEN 0
            WHEN m.killed_low >= 10 THEN 2
            WHEN m.killed_low >= 3 THEN 1
            ELSE 0
        END AS tolls,
        if(m.place <> o.place, 1, 0) AS apart,
        abs(m.published_on - o.published_on) AS distance
    FROM around
    JOIN mine AS m USING (mine)
    JOIN others AS o USING (number)
    WHERE (m.date_from > o.date_to OR o.date_from > m.date_to OR m.date_from > o.published_on
            OR o.date_from > m.published_on) IS NOT TRUE
        AND (m.certainty IN ('denied', 'suspected', 'claimed') OR o.certainty IN ('denied', 'suspected', 'claimed')
            OR len(m.actors) = 0 OR len(o.actors) = 0 OR list_has_any(m.actors, o.actors))
)
SELECT article_id, start_char, other, other_start
FROM pairs
WHERE same_story = 1 OR days + places + tolls >= if(days = 1 OR distance <= 30, 1, 2)
QUALIFY row_number() OVER (
    PARTITION BY article_id, start_char
    ORDER BY 2 * same_story + days + places + tolls - apart DESC, distance, other, other_start) <= $most
ORDER BY article_id, start_char, other, other_start
