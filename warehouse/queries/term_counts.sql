-- How many articles hold each of these words.
SELECT term, articles FROM term_count WHERE term IN (SELECT unnest(from_json($1::JSON, '["UINTEGER"]')))
