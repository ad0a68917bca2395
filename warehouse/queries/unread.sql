-- These articles are to be read anew; until then they stand as they were read.
UPDATE analysis SET reader = '' WHERE article_id IN (SELECT unnest($1::VARCHAR[]))
