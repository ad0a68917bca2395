-- Forget the earlier readings of these articles.
DELETE FROM event WHERE article_id IN (SELECT unnest($1::JSON::VARCHAR[]))
