-- A digest's forms are kept once.
ALTER TABLE digest DROP COLUMN html;
ALTER TABLE digest DROP COLUMN text;
ALTER TABLE digest DROP COLUMN markdown;
ALTER TABLE digest DROP COLUMN json;
