-- How often a worker died over a row, apart from how often the platform kept silent: the first is no reason to give a duty up.

ALTER TABLE outbox ADD COLUMN crashes integer NOT NULL DEFAULT 0;
