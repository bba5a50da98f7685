-- Who came. A countdown before a plenary, what the door's QR code says, and one line for each person who was or was not there.

ALTER TABLE meeting ADD COLUMN countdown boolean NOT NULL DEFAULT false;
ALTER TABLE meeting ADD COLUMN attendance_closed_at timestamptz;

CREATE TABLE attendance (
    assignment_id bigint NOT NULL PRIMARY KEY,
    meeting_id bigint NOT NULL,
    person_id bigint NOT NULL,
    state text NOT NULL,
    at timestamptz NOT NULL,
    via text NOT NULL,
    entered_by text
);
CREATE UNIQUE INDEX ix_attendance_meeting_id_person_id ON attendance (meeting_id, person_id);
CREATE INDEX ix_attendance_person_id ON attendance (person_id);

CREATE TABLE door_code (
    code text NOT NULL PRIMARY KEY,
    meeting_id bigint NOT NULL,
    made_at timestamptz NOT NULL,
    made_by text NOT NULL,
    expires_at timestamptz NOT NULL
);
CREATE INDEX ix_door_code_meeting_id ON door_code (meeting_id);
