-- The forms that words of some stems take in the candidates: "denied" and "denies" of "deni".
SELECT stem(word, 'english') AS stem, list(word ORDER BY word) AS words
FROM (
    SELECT DISTINCT trim(unnest(regexp_extract_all(text, $beginnings))) AS word
    FROM memory.main.candidate
)
WHERE list_contains($stems::VARCHAR[], stem(word, 'english'))
GROUP BY ALL
