-- What members are given to study: a broadcast with more, written in peace. And how secret a meeting is, also while it is a draft.

CREATE TABLE study (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    body_id INTEGER NOT NULL,
    broadcast_id INTEGER,
    title TEXT NOT NULL,
    text TEXT NOT NULL,
    link TEXT,
    audience TEXT NOT NULL,
    due_at INTEGER,
    ask TEXT NOT NULL,
    least INTEGER,
    secrecy TEXT NOT NULL,
    created_by TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL,
    sent_at INTEGER
);

-- Whether the author of a note lets others read it. No row: not said.
CREATE TABLE note_consent (
    assignment_id INTEGER NOT NULL PRIMARY KEY,
    shared INTEGER NOT NULL,
    at INTEGER NOT NULL
);

ALTER TABLE meeting ADD COLUMN secrecy TEXT NOT NULL DEFAULT 'open';

CREATE UNIQUE INDEX ix_study_broadcast_id ON study (broadcast_id);
