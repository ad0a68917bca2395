-- Forget the earlier readings of these articles.
DELETE FROM analysis WHERE hash IN (SELECT md5_number_lower(unnest($1::JSON::VARCHAR[])))
