-- What look-ups would otherwise read from wide columns or from all rows.

-- When the article of an event came out, so that reports of a time are found in one narrow table.
ALTER TABLE event ADD COLUMN published_on DATE;
UPDATE event SET published_on = article.published_on FROM article WHERE event.article_id = article.article_id;
