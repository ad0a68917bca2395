-- The listed rows that may hold every word wanted, with their text as it is compared; what tells so is put after it.
SELECT id, folded(any_value(searched)) AS text
FROM (SELECT id, searched, lower(strip_accents(searched)) AS lowered FROM listed)
