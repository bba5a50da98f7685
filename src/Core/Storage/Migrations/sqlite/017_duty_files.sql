-- Institutions as data: each text a duty file has had, whether it is switched on, and what an occurrence of it asks of whom about what.

CREATE TABLE duty_version (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    duty_key TEXT NOT NULL,
    version INTEGER NOT NULL,
    title TEXT NOT NULL,
    content TEXT NOT NULL,
    hash TEXT NOT NULL,
    taken_at INTEGER NOT NULL
);

CREATE TABLE duty_switch (
    duty_key TEXT NOT NULL PRIMARY KEY,
    is_on INTEGER NOT NULL,
    changed_by TEXT NOT NULL,
    changed_at INTEGER NOT NULL
);

-- The version is pinned: an edit of the file never rewrites what was planned by an earlier one.
ALTER TABLE occurrence ADD COLUMN duty_version_id INTEGER;
ALTER TABLE occurrence ADD COLUMN ask TEXT;
ALTER TABLE occurrence ADD COLUMN text TEXT;

-- What the line is about where somebody has several: unit:12, link:5, place:7.
ALTER TABLE assignment ADD COLUMN about TEXT NOT NULL DEFAULT '';
ALTER TABLE assignment ADD COLUMN about_name TEXT;
DROP INDEX ix_assignment_occurrence_id_person_id;

-- self, liaison, convenor, office: a step of the ladder goes to who is next for each of those it is about.
ALTER TABLE notice ADD COLUMN rung TEXT NOT NULL DEFAULT 'self';

CREATE UNIQUE INDEX ix_duty_version_duty_key_version ON duty_version (duty_key, version);
CREATE UNIQUE INDEX ix_assignment_occurrence_id_person_id_about ON assignment (occurrence_id, person_id, about);
