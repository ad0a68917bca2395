-- The operator has been told.
INSERT INTO notice VALUES ($1, $2, $3)
