-- Earlier revisions of these articles that still take part, and whether their words are counted.
SELECT a.article_id, a.superseded_by, a.article_id IN (SELECT article_id FROM article_term) AS counted
FROM article AS a
WHERE
    a.superseded_by IN (SELECT unnest(from_json($1::JSON, '["VARCHAR"]')))
    AND (a.article_id IN (SELECT article_id FROM analysis) OR a.article_id IN (SELECT article_id FROM story_article))
ORDER BY a.article_id
