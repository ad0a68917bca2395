-- When the last digest of a profile was made.
SELECT max(made_at) AS "at" FROM digest WHERE profile = $1
