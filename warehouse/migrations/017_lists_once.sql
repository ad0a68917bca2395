-- A digest's lists are kept once.
ALTER TABLE digest DROP COLUMN contests;
ALTER TABLE digest DROP COLUMN stories;
ALTER TABLE digest DROP COLUMN quoted;
