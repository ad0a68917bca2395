-- The stored text of an article and its hash.
SELECT text, text_sha256 FROM article WHERE article_id = $1
