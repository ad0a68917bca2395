-- The public views: see docs/warehouse.md. Other programs query these; the tables behind them are private.

CREATE OR REPLACE VIEW articles AS
SELECT
    a.article_id, a.url, a.source_id, a.title, a.published_at, a.published_basis, a.fetched_at, a.language, a.access,
    a.text, a.text_sha256, s.story_id, c.copy_of, a.byline, a.site, a.dateline, a.published_on, a.not_before,
    a.revision, a.superseded_by
FROM article AS a
LEFT JOIN story_article AS s USING (article_id)
LEFT JOIN reprint AS c USING (article_id);

CREATE OR REPLACE VIEW revisions AS
SELECT
    article_id, revises, "at", basis, c ->> '$.change' AS change,
    substr(o.text, start_before + 1, end_before - start_before) AS before,
    substr(n.text, start_after + 1, end_after - start_after) AS after
FROM (
    SELECT
        *, (c ->> '$.before[0]')::INTEGER AS start_before, (c ->> '$.before[1]')::INTEGER AS end_before,
        (c ->> '$.after[0]')::INTEGER AS start_after, (c ->> '$.after[1]')::INTEGER AS end_after
    FROM (
        SELECT *, unnest(if(json_array_length(changes) = 0, ['{}'::JSON], json_extract(changes, '$[*]'))) AS c
        FROM revision
    )
)
JOIN (SELECT article_id AS revises, text FROM article) AS o USING (revises)
JOIN (SELECT article_id, text FROM article) AS n USING (article_id);

CREATE OR REPLACE VIEW claims AS
SELECT
    claim_id, article_id, sentence, source_text, actor, cue, content, stance, mode, start_char, end_char, speaker, hedged
FROM claim;

CREATE OR REPLACE VIEW contests AS
SELECT
    contest_id, story_id, kind, proposition, status, first_seen_at, last_seen_at, score, salience, evidence, clues,
    weights
FROM contest;

CREATE OR REPLACE VIEW contest_sides AS
SELECT contest_id, side, actor, source_text, stance, quote, article_id, start_char, end_char, low, high, party
FROM contest_side;

CREATE OR REPLACE VIEW contest_changes AS
SELECT contest_id, "at", change, detail, article_id, start_char, end_char
FROM contest_change;

CREATE OR REPLACE VIEW events AS
SELECT
    e.event_id, e.article_id, s.story_id, e.type, e.subtype, e.date_from, e.date_to, e.place, e.country, e.lat, e.lon,
    e.killed_low, e.killed_high, e.injured_low, e.injured_high, e.certainty, e.start_char, e.end_char, e.background,
    e.actors
FROM event AS e
LEFT JOIN story_article AS s USING (article_id);

CREATE OR REPLACE VIEW stories AS
SELECT
    s.story_id, s.title, s.first_seen_at, s.last_seen_at, count(m.article_id) AS articles, s.independent_sources,
    count(r.article_id) AS revised
FROM story AS s
LEFT JOIN story_article AS m USING (story_id)
LEFT JOIN (SELECT DISTINCT article_id FROM revision WHERE basis = 'page') AS r USING (article_id)
GROUP BY ALL;

CREATE OR REPLACE VIEW deliveries AS
SELECT delivery_id, digest_id, channel, target, outcome, error, "at", attempts, message_id FROM delivery;

CREATE OR REPLACE VIEW fetches AS
SELECT fetch_id, source_id, url, status, outcome, error, bytes, "at" FROM attempt;
