-- Members' phone pages: the codes by which somebody shows a page who they are, and the files that a chat cannot carry.

CREATE TABLE page_code (
    person_id INTEGER NOT NULL PRIMARY KEY,
    contact_id INTEGER NOT NULL,
    kept TEXT,
    expires_at INTEGER NOT NULL,
    tries INTEGER NOT NULL,
    failures INTEGER NOT NULL,
    blocked_until INTEGER
);

CREATE TABLE attachment (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    person_id INTEGER NOT NULL,
    form TEXT NOT NULL,
    question TEXT NOT NULL,
    name TEXT NOT NULL,
    content_type TEXT NOT NULL,
    size INTEGER NOT NULL,
    hash TEXT NOT NULL,
    bytes BLOB NOT NULL,
    at INTEGER NOT NULL
);

CREATE INDEX ix_attachment_person_id ON attachment (person_id);
