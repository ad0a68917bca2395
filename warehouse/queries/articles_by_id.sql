-- These articles, whole; by row, so that only the blocks that hold them are read whole.
SELECT *
FROM article
WHERE rowid IN (SELECT rowid FROM article WHERE hash IN (SELECT md5_number_lower(unnest($1::JSON::VARCHAR[]))))
ORDER BY article_id
