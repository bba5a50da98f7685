-- What people ask about what is held of them: a copy, a correction, a removal.

CREATE TABLE data_request (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    person_id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    said TEXT NOT NULL,
    via TEXT NOT NULL,
    at INTEGER NOT NULL,
    state TEXT NOT NULL,
    answer TEXT,
    decided_by TEXT,
    decided_at INTEGER
);

CREATE INDEX ix_data_request_person_id ON data_request (person_id);
CREATE INDEX ix_data_request_state_at ON data_request (state, at);
