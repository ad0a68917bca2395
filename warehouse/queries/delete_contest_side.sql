-- Forget these contests, before they are kept again as they are now.
DELETE FROM contest_side WHERE contest_id IN (SELECT unnest(from_json($1::JSON, '["VARCHAR"]')))
