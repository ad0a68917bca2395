-- What the operator was told: of what, since when it holds, and when.
CREATE TABLE notice (about VARCHAR, since TIMESTAMP, told_at TIMESTAMP);
