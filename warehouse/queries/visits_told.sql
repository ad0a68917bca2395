-- How each of these sources fares, or each of all for an empty list. `usual` looks back a fortnight from the last
-- reading that was not unchanged, and needs three such readings.
WITH ends AS (
    SELECT
        source_id,
        max("at") FILTER (outcome <> 'failed') AS last_success,
        max("at") FILTER (items IS NOT NULL) AS last_offer
    FROM visit
    WHERE len($sources::VARCHAR[]) = 0 OR source_id IN (SELECT unnest($sources::VARCHAR[]))
    GROUP BY source_id
)
SELECT
    source_id,
    max("at") AS last_read,
    first(outcome ORDER BY "at" DESC) AS outcome,
    first(error ORDER BY "at" DESC) AS error,
    count(*) FILTER (failing) AS failures,
    min("at") FILTER (failing) AS failing_since,
    any_value(last_success) AS last_success,
    first(items ORDER BY "at" DESC) FILTER (items IS NOT NULL) AS items,
    first(expected ORDER BY "at" DESC) FILTER (items IS NOT NULL) AS expected,
    CASE WHEN count(items) FILTER (lately) >= 3 THEN floor(median(items) FILTER (lately))::INTEGER END AS usual
FROM (
    SELECT
        v.*, e.last_success, coalesce(v."at" > e.last_success, true) AS failing,
        v."at" >= e.last_offer - INTERVAL 14 DAY AS lately
    FROM visit AS v
    JOIN ends AS e USING (source_id)
    WHERE v."at" >= (SELECT min(least(coalesce(last_success, '-infinity'), last_offer - INTERVAL 14 DAY)) FROM ends)
        AND (v."at" >= coalesce(e.last_success, v."at") OR v."at" >= e.last_offer - INTERVAL 14 DAY)
)
GROUP BY source_id
ORDER BY source_id
