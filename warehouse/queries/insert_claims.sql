-- The attributions in these readings, as the public view shows them.
INSERT INTO claim BY NAME
WITH given AS (
    SELECT document ->> 'article_id' AS article_id, document
    FROM (SELECT unnest(json_extract($1::JSON, '$[*]')) AS document)
),
texts AS (
    SELECT article_id, text FROM article
    WHERE rowid IN (SELECT rowid FROM article WHERE hash IN (SELECT md5_number_lower(article_id) FROM given))
)
SELECT
    md5(concat_ws('|', article_id, cue_start, start_char, end_char)) AS claim_id,
    article_id,
    substr(text, sentence_start + 1, sentence_end - sentence_start) AS sentence,
    a ->> '$.source.text' AS source_text,
    a ->> '$.speaker' AS speaker,
    a ->> '$.actor' AS actor,
    a ->> '$.cue.text' AS cue,
    substr(text, start_char + 1, end_char - start_char) AS content,
    a ->> '$.stance' AS stance,
    a ->> '$.mode' AS mode,
    (a ->> '$.hedged')::BOOLEAN AS hedged,
    start_char,
    end_char
FROM (
    SELECT
        article_id, text, a,
        (a ->> '$.cue.spans[0][0]')::INTEGER AS cue_start,
        (a ->> '$.content.spans[0][0]')::INTEGER AS start_char,
        (a ->> '$.content.spans[#-1][1]')::INTEGER AS end_char,
        (document ->> ('$.sentences[' || (a ->> '$.sentence') || '].span[0]'))::INTEGER AS sentence_start,
        (document ->> ('$.sentences[' || (a ->> '$.sentence') || '].span[1]'))::INTEGER AS sentence_end
    FROM (SELECT *, unnest(json_extract(document, '$.attributions[*]')) AS a FROM given)
    JOIN texts USING (article_id)
)
