-- Wrong tries at the console by the network they came from: a stranger's close the name to the stranger, not to everybody.

CREATE TABLE sign_in_try (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    staff_id INTEGER NOT NULL,
    network TEXT NOT NULL,
    at INTEGER NOT NULL
);

CREATE INDEX ix_sign_in_try_staff_id_at ON sign_in_try (staff_id, at);

ALTER TABLE staff DROP COLUMN failed_sign_ins;
ALTER TABLE staff DROP COLUMN locked_until;
