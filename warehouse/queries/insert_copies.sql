-- Reprints, each with its original.
INSERT INTO reprint BY NAME
SELECT unnest($1::VARCHAR[]) AS article_id, unnest($2::VARCHAR[]) AS copy_of
