-- An article takes the place of another and of the revisions before it; one that is back keeps its number.
UPDATE article SET
    revision = CASE
        WHEN article_id = $new AND superseded_by IS NULL
            THEN (SELECT greatest(article.revision, 1 + max(r.revision)) FROM article AS r
                  WHERE r.article_id = $old OR r.superseded_by = $old)
        ELSE revision
    END,
    superseded_by = CASE WHEN article_id = $new THEN NULL ELSE $new END
WHERE article_id IN ($old, $new) OR superseded_by = $old
