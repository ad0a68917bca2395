-- What the linking of new articles with those before looks up. Appended in the order of arrival, narrow, scanned whole.

-- Articles read but not linked yet; `counted` where their words were counted when they were linked before.
CREATE TABLE unlinked (article_id VARCHAR, counted BOOLEAN);
INSERT INTO unlinked SELECT DISTINCT article_id, false FROM analysis;

-- The words that tell an article, no reprint, from others; `term` is the CRC-32 of a word in lower case.
CREATE TABLE article_term (term UINTEGER, article_id VARCHAR, weight FLOAT, day DATE);

-- How many of the articles counted hold a word; term 0 counts the articles themselves.
CREATE TABLE term_count (term UINTEGER, articles BIGINT);

-- Which articles put a number to the strength of which group (ids of its actors, joined by blanks).
CREATE TABLE strength (actors VARCHAR, article_id VARCHAR, day DATE);

-- Articles that went from one story into another: merges and splits.
CREATE TABLE story_change (story_id VARCHAR, became VARCHAR, articles BIGINT, "at" TIMESTAMP);
