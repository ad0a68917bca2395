-- How many addresses are known by hash.
SELECT count(*) AS addresses
FROM address
