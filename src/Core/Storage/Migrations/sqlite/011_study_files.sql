-- The papers that go with an assignment to study: the office's own, five at most, read on the addressee's page and nowhere else.

CREATE TABLE study_file (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    study_id INTEGER NOT NULL,
    name TEXT NOT NULL,
    content_type TEXT NOT NULL,
    size INTEGER NOT NULL,
    hash TEXT NOT NULL,
    bytes BLOB NOT NULL,
    at INTEGER NOT NULL
);

CREATE INDEX ix_study_file_study_id ON study_file (study_id);
