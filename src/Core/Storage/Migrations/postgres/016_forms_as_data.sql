-- Forms and duties are files that change while something hangs on them: every version that was ever in force is kept, and what was begun by
-- one, or saved by one, says which. A saved form keeps how its answers were read back, and which earlier one it corrects.

CREATE TABLE kept_version (
    shelf text NOT NULL,
    id text NOT NULL,
    version text NOT NULL,
    written text NOT NULL,
    since timestamptz NOT NULL,
    PRIMARY KEY (shelf, id, version)
);

ALTER TABLE submission ADD COLUMN form_version text;
ALTER TABLE submission ADD COLUMN shown text;
ALTER TABLE submission ADD COLUMN corrects_id bigint;
ALTER TABLE occurrence ADD COLUMN form_version text;
