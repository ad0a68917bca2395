-- Forget what was seen across articles, before it is linked again.
DELETE FROM contest_change
