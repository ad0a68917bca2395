-- Event reports with the words that report them; by their last day, else by when the
-- article came out; an undated article is of the time when it was read, and sorted last.
SELECT
    e.event_id AS id, e.*, a.published_at, a.title, a.url,
    substr(a.text, e.start_char + 1, e.end_char - e.start_char) AS sentence,
    concat_ws(' ', sentence, e.place, e.subtype) AS searched,
    coalesce(e.date_to::TIMESTAMP, a.published_at) AS newest,
    row(e.article_id, e.start_char) AS next
FROM events AS e
JOIN article AS a USING (article_id)
WHERE
    ($since::TIMESTAMP IS NULL OR coalesce(e.date_to::TIMESTAMP, a.published_at, a.fetched_at) >= $since)
    AND ($until::TIMESTAMP IS NULL OR coalesce(e.date_to::TIMESTAMP, a.published_at, a.fetched_at) < $until)
    AND (len($sources::VARCHAR[]) = 0
        OR article_id IN (SELECT article_id FROM offer WHERE source_id IN (SELECT unnest($sources::VARCHAR[]))))
    AND ($story::VARCHAR IS NULL OR e.story_id = $story)
    AND ($actor::VARCHAR IS NULL OR list_contains(e.actors, $actor))
    AND ($place::VARCHAR IS NULL OR lower(strip_accents(e.place)) = lower(strip_accents($place)))
    AND ($country::VARCHAR IS NULL OR e.country = $country)
    AND ($type::VARCHAR IS NULL OR $type IN (e.type, e.subtype))
    AND ($certainty::VARCHAR IS NULL OR e.certainty = $certainty)
