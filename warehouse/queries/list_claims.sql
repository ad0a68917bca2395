-- Attributions, by when their article came out (undated: of the time when it was read, and sorted last);
-- of one place: those of articles that report something there.
SELECT
    c.claim_id AS id, c.*, s.story_id, a.published_at, a.title, a.url,
    concat_ws(' ', c.speaker, c.source_text, c.sentence, c.content) AS searched,
    a.published_at AS newest,
    row(c.article_id, c.start_char) AS next
FROM claims AS c
JOIN article AS a USING (article_id)
LEFT JOIN story_article AS s USING (article_id)
WHERE
    ($since::TIMESTAMP IS NULL OR coalesce(a.published_at, a.fetched_at) >= $since)
    AND ($until::TIMESTAMP IS NULL OR coalesce(a.published_at, a.fetched_at) < $until)
    AND (len($sources::VARCHAR[]) = 0
        OR article_id IN (SELECT article_id FROM offer WHERE source_id IN (SELECT unnest($sources::VARCHAR[]))))
    AND ($story::VARCHAR IS NULL OR s.story_id = $story)
    AND ($actor::VARCHAR IS NULL OR c.actor = $actor)
    AND ($place::VARCHAR IS NULL AND $country::VARCHAR IS NULL OR article_id IN (
        SELECT article_id FROM event
        WHERE NOT background AND ($country IS NULL OR country = $country)
            AND ($place IS NULL OR lower(strip_accents(place)) = lower(strip_accents($place)))))
    AND ($stance::VARCHAR IS NULL OR c.stance = $stance)
