-- A row of `delivery` is one digest for one target, from before it is tried until it is settled; a mail's row names the
-- message. Those of before were tried once.
ALTER TABLE delivery ADD COLUMN message_id VARCHAR;
ALTER TABLE delivery ADD COLUMN attempts INTEGER DEFAULT 1;
