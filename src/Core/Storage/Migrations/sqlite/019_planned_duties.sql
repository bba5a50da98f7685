-- Planned duties in the ledger: how far each was looked ahead, what waits for the office, and who was told about whom on the ladder.

CREATE TABLE duty_look (
    duty_key TEXT NOT NULL PRIMARY KEY,
    looked_at INTEGER NOT NULL
);

-- A line that is owed and belongs to nobody, until somebody holds the role.
CREATE TABLE unheld_line (
    occurrence_id INTEGER NOT NULL,
    about TEXT NOT NULL,
    about_name TEXT NOT NULL,
    since INTEGER NOT NULL,
    PRIMARY KEY (occurrence_id, about)
);

-- A period that went by while the house was down, and what became of it: skipped, told_late, merged; asked waits for the office.
CREATE TABLE duty_gap (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    duty_key TEXT NOT NULL,
    period TEXT NOT NULL,
    title TEXT NOT NULL,
    due_at INTEGER NOT NULL,
    state TEXT NOT NULL,
    settled_by TEXT,
    at INTEGER NOT NULL
);

-- A step of the ladder: to whom a line went because nobody had answered; nobody: the office.
CREATE TABLE escalation (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    notice_id INTEGER NOT NULL,
    assignment_id INTEGER NOT NULL,
    rung TEXT NOT NULL,
    person_id INTEGER,
    at INTEGER NOT NULL
);

-- The meeting an occurrence called, why its day may still move, and which of somebody's lines a form answered.
ALTER TABLE occurrence ADD COLUMN meeting_id INTEGER;
ALTER TABLE occurrence ADD COLUMN doubt TEXT;
ALTER TABLE submission ADD COLUMN assignment_id INTEGER;

CREATE UNIQUE INDEX ix_duty_gap_duty_key_period ON duty_gap (duty_key, period);
CREATE UNIQUE INDEX ix_escalation_notice_id_assignment_id ON escalation (notice_id, assignment_id);
CREATE INDEX ix_escalation_assignment_id ON escalation (assignment_id);
