-- What a contest's score and salience are made of, and what became of it over the days;
-- which rows are one party's.
ALTER TABLE contest ADD COLUMN clues JSON;
ALTER TABLE contest ADD COLUMN weights JSON;
ALTER TABLE contest_side ADD COLUMN party INTEGER;
CREATE TABLE contest_change (
    contest_id VARCHAR, "at" TIMESTAMP, change VARCHAR, detail VARCHAR, article_id VARCHAR, start_char INTEGER,
    end_char INTEGER
);
