-- Places of the body, and people and organisations outside it to whom a member is linked.

CREATE TABLE place (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    body_id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    address TEXT,
    locality_id INTEGER,
    keeper_id INTEGER,
    hours TEXT,
    opens_on TEXT,
    closes_on TEXT
);

CREATE TABLE outsider (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    body_id INTEGER NOT NULL,
    name TEXT NOT NULL,
    purpose TEXT NOT NULL,
    consented INTEGER NOT NULL,
    until_date TEXT NOT NULL
);

CREATE INDEX ix_place_kind_name ON place (kind, name);
