-- Articles that are read again are linked again.
DELETE FROM story_article WHERE article_id IN (SELECT unnest($1::VARCHAR[]))
