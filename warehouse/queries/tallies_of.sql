-- Of each source, how many of these articles it has; reprints and undated ones among them.
WITH given AS (SELECT unnest(from_json($1::JSON, '["VARCHAR"]')) AS article_id)
SELECT
    a.source_id, coalesce(s.outlet, a.site) AS outlet, s.owner, count(*) AS articles,
    count(r.copy_of) AS reprints, count(*) - count(a.published_on) AS undated
FROM (
    SELECT article_id, source_id, site, published_on FROM article WHERE article_id IN (FROM given)
) AS a
LEFT JOIN source AS s USING (source_id)
LEFT JOIN (SELECT * FROM reprint WHERE article_id IN (FROM given)) AS r USING (article_id)
GROUP BY ALL
ORDER BY ALL
