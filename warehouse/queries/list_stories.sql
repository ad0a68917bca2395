-- Stories, by when they were last seen, with the titles and beginnings of their articles to search in; of one place, or with one actor:
-- those with an article that reports something there, or in which the actor speaks or acts.
SELECT
    s.story_id AS id, s.*,
    concat_ws(' ', s.title, (
        SELECT string_agg(concat_ws(' ', a.title, left(a.text, 500)), ' ')
        FROM story_article AS m JOIN article AS a USING (article_id)
        WHERE m.story_id = s.story_id)) AS searched,
    s.last_seen_at AS newest,
    row(s.story_id) AS next
FROM stories AS s
WHERE
    ($since::TIMESTAMP IS NULL OR s.last_seen_at >= $since)
    AND ($until::TIMESTAMP IS NULL OR s.first_seen_at < $until)
    AND ($story::VARCHAR IS NULL OR s.story_id = $story)
    AND (len($sources::VARCHAR[]) = 0 OR s.story_id IN (
        SELECT m.story_id FROM story_article AS m
        WHERE m.article_id IN (SELECT article_id FROM offer WHERE source_id IN (SELECT unnest($sources::VARCHAR[])))))
    AND ($actor::VARCHAR IS NULL OR s.story_id IN (
        SELECT m.story_id FROM story_article AS m
        WHERE m.article_id IN (SELECT article_id FROM claim WHERE actor = $actor)
            OR m.article_id IN (SELECT article_id FROM event WHERE list_contains(actors, $actor))))
    AND ($place::VARCHAR IS NULL AND $country::VARCHAR IS NULL OR s.story_id IN (
        SELECT m.story_id FROM story_article AS m
        WHERE m.article_id IN (
            SELECT article_id FROM event
            WHERE NOT background AND ($country IS NULL OR country = $country)
                AND ($place IS NULL OR lower(strip_accents(place)) = lower(strip_accents($place))))))
