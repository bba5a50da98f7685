-- Who came. A countdown before a plenary, what the door's QR code says, and one line for each person who was or was not there.

ALTER TABLE meeting ADD COLUMN countdown INTEGER NOT NULL DEFAULT 0;
ALTER TABLE meeting ADD COLUMN attendance_closed_at INTEGER;

CREATE TABLE attendance (
    assignment_id INTEGER NOT NULL PRIMARY KEY,
    meeting_id INTEGER NOT NULL,
    person_id INTEGER NOT NULL,
    state TEXT NOT NULL,
    at INTEGER NOT NULL,
    via TEXT NOT NULL,
    entered_by TEXT
);
CREATE UNIQUE INDEX ix_attendance_meeting_id_person_id ON attendance (meeting_id, person_id);
CREATE INDEX ix_attendance_person_id ON attendance (person_id);

CREATE TABLE door_code (
    code TEXT NOT NULL PRIMARY KEY,
    meeting_id INTEGER NOT NULL,
    made_at INTEGER NOT NULL,
    made_by TEXT NOT NULL,
    expires_at INTEGER NOT NULL
);
CREATE INDEX ix_door_code_meeting_id ON door_code (meeting_id);
