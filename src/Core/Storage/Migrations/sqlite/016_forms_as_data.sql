-- Forms and duties are files that change while something hangs on them: every version that was ever in force is kept, and what was begun by
-- one, or saved by one, says which. A saved form keeps how its answers were read back, and which earlier one it corrects.

CREATE TABLE kept_version (
    shelf TEXT NOT NULL,
    id TEXT NOT NULL,
    version TEXT NOT NULL,
    written TEXT NOT NULL,
    since INTEGER NOT NULL,
    PRIMARY KEY (shelf, id, version)
);

ALTER TABLE submission ADD COLUMN form_version TEXT;
ALTER TABLE submission ADD COLUMN shown TEXT;
ALTER TABLE submission ADD COLUMN corrects_id INTEGER;
ALTER TABLE occurrence ADD COLUMN form_version TEXT;
