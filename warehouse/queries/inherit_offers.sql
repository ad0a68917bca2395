-- Whoever offered the revision before offers the one that is current.
INSERT INTO offer BY NAME
SELECT $new AS article_id, source_id FROM offer WHERE article_id = $old
EXCEPT
SELECT article_id, source_id FROM offer
