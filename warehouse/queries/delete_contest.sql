-- Forget these contests, before they are kept again as they are now.
DELETE FROM contest WHERE contest_id IN (SELECT unnest(from_json($1::JSON, '["VARCHAR"]')))
