-- These articles in the order in which a briefing that has no room for all would take them, from narrow columns alone:
-- the stories by their weightiest contest or event, much as tasks.brief.blocks and tasks.brief.salience weigh them, and
-- fifty of each before more of any; of a story the weightiest, and reprints last. What was not analysed for being in
-- another language comes after that, what is dated later than the clock's day last.
WITH given AS (
    SELECT unnest(from_json($articles::JSON, '["VARCHAR"]')) AS article_id
),
events AS (
    SELECT
        article_id,
        max(least(1.0, 0.1 + if(happened, 0.15, 0) + if(killed IS NOT NULL OR place IS NOT NULL, 0.05, 0)
                + if(happened, 0.2, 0.06) * log10(1 + coalesce(killed, 0) + coalesce(injured, 0) / 4))
            + if(list_has_any(actors, $watch::VARCHAR[]), 0.2, if(lower(place) IN (SELECT unnest($watch::VARCHAR[])), 0.1, 0))
        ) AS weight
    FROM (
        SELECT
            article_id, place, coalesce(actors, []) AS actors, certainty IN ('reported', 'claimed') AS happened,
            coalesce(killed_low, killed_high) AS killed, coalesce(injured_low, injured_high) AS injured
        FROM event
        WHERE NOT background AND article_id IN (FROM given)
    )
    GROUP BY article_id
),
contests AS (
    SELECT s.article_id, max(c.salience + if(s.actor IN (SELECT unnest($watch::VARCHAR[])), 0.2, 0)) AS weight
    FROM (SELECT contest_id, article_id, actor FROM contest_side WHERE article_id IN (FROM given)) AS s
    JOIN contest AS c USING (contest_id)
    WHERE c.score >= $min_score
    GROUP BY s.article_id
),
weighed AS (
    SELECT
        article_id, a.number, coalesce(m.story_id, article_id) AS story, a.source_id, r.copy_of IS NOT NULL AS reprint,
        coalesce(a.published_at, a.fetched_at) AS seen, coalesce(a.published_on > $until::DATE, false) AS later,
        CASE
            WHEN later THEN -2
            WHEN a.language <> 'en' THEN -1
            ELSE greatest(coalesce(e.weight, 0), coalesce(c.weight, 0))
        END AS weight
    FROM (
        SELECT rowid AS number, article_id, source_id, language, published_at, published_on, fetched_at
        FROM article
        WHERE article_id IN (FROM given)
    ) AS a
    LEFT JOIN events AS e USING (article_id)
    LEFT JOIN contests AS c USING (article_id)
    LEFT JOIN (SELECT * FROM story_article WHERE article_id IN (FROM given)) AS m USING (article_id)
    LEFT JOIN (SELECT * FROM reprint WHERE article_id IN (FROM given)) AS r USING (article_id)
),
stories AS (
    SELECT
        story, max(weight) + least(0.1, 0.05 * (count(DISTINCT source_id) - 1)) AS weight, count(*) AS articles
    FROM weighed
    GROUP BY story
)
SELECT article_id, later, number
FROM (
    SELECT
        w.article_id, w.later, w.number, w.story, s.weight, s.articles,
        row_number() OVER (
            PARTITION BY w.story ORDER BY w.reprint, w.weight DESC, w.seen DESC, w.article_id) - 1 AS place
    FROM weighed AS w
    JOIN stories AS s USING (story)
)
ORDER BY place // 50, weight DESC, articles DESC, story, place
