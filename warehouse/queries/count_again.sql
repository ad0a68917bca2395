-- How many pages are still to be extracted again.
SELECT count(*) AS pages FROM page WHERE again
