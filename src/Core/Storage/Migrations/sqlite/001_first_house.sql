-- The first house. Instants: integer UTC microseconds since 1970.

CREATE TABLE body (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    parent_id INTEGER
);

CREATE TABLE person (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    body_id INTEGER NOT NULL,
    name TEXT NOT NULL,
    phone TEXT,
    roster_code TEXT,
    party TEXT,
    since TEXT,
    created_at INTEGER NOT NULL,
    removed_at INTEGER
);

CREATE TABLE unit (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    body_id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    parent_id INTEGER,
    name TEXT NOT NULL,
    opens_on TEXT,
    closes_on TEXT
);

CREATE TABLE membership (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    person_id INTEGER NOT NULL,
    unit_id INTEGER NOT NULL,
    role TEXT,
    from_date TEXT,
    to_date TEXT
);

CREATE TABLE role_held (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    person_id INTEGER NOT NULL,
    name TEXT NOT NULL,
    from_date TEXT,
    to_date TEXT
);

CREATE TABLE link (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    body_id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    from_kind TEXT NOT NULL,
    from_id INTEGER NOT NULL,
    to_kind TEXT NOT NULL,
    to_id INTEGER NOT NULL,
    from_date TEXT,
    to_date TEXT,
    note TEXT
);

CREATE TABLE binding_code (
    code TEXT NOT NULL PRIMARY KEY,
    person_id INTEGER NOT NULL,
    issued_at INTEGER NOT NULL,
    expires_at INTEGER,
    used_at INTEGER,
    used_by INTEGER,
    revoked_at INTEGER
);

CREATE TABLE contact (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    channel TEXT NOT NULL,
    account TEXT NOT NULL,
    external_id TEXT NOT NULL,
    person_id INTEGER,
    bound_at INTEGER,
    followed INTEGER NOT NULL,
    last_heard_at INTEGER,
    bind_failures INTEGER NOT NULL,
    bind_blocked_until INTEGER
);

CREATE TABLE reach_window (
    contact_id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    closes_at INTEGER NOT NULL,
    messages_left INTEGER NOT NULL,
    PRIMARY KEY (contact_id, kind)
);

CREATE TABLE conversation (
    owner TEXT NOT NULL PRIMARY KEY,
    state TEXT NOT NULL,
    updated_at INTEGER NOT NULL
);

CREATE TABLE inbox (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    duplicate_key TEXT NOT NULL,
    contact_id INTEGER NOT NULL,
    received_at INTEGER NOT NULL,
    kind TEXT NOT NULL,
    body TEXT,
    reply TEXT,
    reply_route TEXT
);

CREATE TABLE outbox (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    unique_key TEXT NOT NULL,
    lane INTEGER NOT NULL,
    person_id INTEGER,
    contact_id INTEGER,
    notice_id INTEGER,
    assignment_id INTEGER,
    inbox_id INTEGER,
    body TEXT,
    created_at INTEGER NOT NULL,
    not_before INTEGER NOT NULL,
    expires_at INTEGER,
    state TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    unknowns INTEGER NOT NULL,
    lease_owner TEXT,
    lease_until INTEGER,
    last_why TEXT
);

CREATE TABLE delivery (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    outbox_id INTEGER NOT NULL,
    unique_key TEXT NOT NULL,
    person_id INTEGER,
    contact_id INTEGER,
    notice_id INTEGER,
    assignment_id INTEGER,
    inbox_id INTEGER,
    lane INTEGER NOT NULL,
    route TEXT NOT NULL,
    outcome TEXT NOT NULL,
    why TEXT,
    external_id TEXT,
    attempts INTEGER NOT NULL,
    repeat INTEGER NOT NULL,
    at INTEGER NOT NULL,
    receipt TEXT,
    receipt_at INTEGER
);

CREATE TABLE occurrence (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    body_id INTEGER NOT NULL,
    duty_key TEXT NOT NULL,
    period TEXT NOT NULL,
    title TEXT NOT NULL,
    opens_at INTEGER,
    due_at INTEGER,
    withdrawn INTEGER NOT NULL,
    created_at INTEGER NOT NULL
);

CREATE TABLE assignment (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    occurrence_id INTEGER NOT NULL,
    person_id INTEGER NOT NULL,
    state TEXT NOT NULL,
    notified_at INTEGER,
    seen_at INTEGER,
    answered_at INTEGER,
    done_at INTEGER,
    answer TEXT,
    via TEXT
);

CREATE TABLE notice (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    occurrence_id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    unique_key TEXT NOT NULL,
    due_at INTEGER NOT NULL,
    expires_at INTEGER,
    text TEXT NOT NULL,
    doorbell TEXT,
    choices TEXT,
    whom TEXT NOT NULL,
    by_hand INTEGER NOT NULL,
    state TEXT NOT NULL,
    rung_at INTEGER
);

CREATE TABLE submission (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    form TEXT NOT NULL,
    person_id INTEGER NOT NULL,
    occurrence_id INTEGER,
    state TEXT NOT NULL,
    said TEXT NOT NULL,
    answers TEXT NOT NULL,
    at INTEGER NOT NULL,
    withdrawn_at INTEGER
);

CREATE TABLE broadcast (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    body_id INTEGER NOT NULL,
    title TEXT NOT NULL,
    text TEXT NOT NULL,
    audience TEXT NOT NULL,
    due_at INTEGER,
    ask TEXT,
    created_by TEXT NOT NULL,
    created_at INTEGER NOT NULL
);

CREATE TABLE meeting (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    body_id INTEGER NOT NULL,
    title TEXT NOT NULL,
    starts_at INTEGER NOT NULL,
    place TEXT NOT NULL,
    audience TEXT NOT NULL,
    reminders TEXT NOT NULL,
    state TEXT NOT NULL,
    version INTEGER NOT NULL,
    created_by TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    announced_at INTEGER,
    withdrawn_at INTEGER
);

CREATE TABLE invitation (
    assignment_id INTEGER NOT NULL PRIMARY KEY,
    meeting_id INTEGER NOT NULL,
    person_id INTEGER NOT NULL,
    state TEXT NOT NULL,
    leave_reason TEXT,
    leave_approved INTEGER,
    question TEXT,
    answered_at INTEGER,
    via TEXT,
    entered_by TEXT
);

CREATE TABLE staff (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    password_hash TEXT NOT NULL,
    role TEXT NOT NULL,
    unit_id INTEGER,
    approves_leave INTEGER NOT NULL,
    failed_sign_ins INTEGER NOT NULL,
    locked_until INTEGER,
    stamp TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    disabled_at INTEGER
);

CREATE TABLE api_key (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    prefix TEXT NOT NULL,
    hash TEXT NOT NULL,
    scopes TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    last_used_at INTEGER,
    revoked_at INTEGER
);

CREATE TABLE remembered_answer (
    api_key_id INTEGER NOT NULL,
    key TEXT NOT NULL,
    request_hash TEXT NOT NULL,
    status INTEGER,
    body TEXT,
    at INTEGER NOT NULL,
    PRIMARY KEY (api_key_id, key)
);

CREATE TABLE audit_line (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL,
    actor TEXT NOT NULL,
    action TEXT NOT NULL,
    subject TEXT NOT NULL,
    detail TEXT
);

CREATE TABLE setting (
    key TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
);

CREATE TABLE job_run (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    job TEXT NOT NULL,
    node TEXT NOT NULL,
    outcome TEXT NOT NULL,
    started_at INTEGER NOT NULL,
    ended_at INTEGER NOT NULL,
    runs INTEGER NOT NULL,
    did INTEGER NOT NULL,
    why TEXT
);

CREATE TABLE incident (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    subject TEXT NOT NULL,
    what TEXT NOT NULL,
    times INTEGER NOT NULL,
    opened_at INTEGER NOT NULL,
    last_at INTEGER NOT NULL,
    closed_at INTEGER
);

-- What happened in the stand-in of the platform (Development only): replayed at the next start.
CREATE TABLE simulator_record (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL,
    happening TEXT NOT NULL
);

CREATE INDEX ix_unit_body_id_kind_name ON unit (body_id, kind, name);
CREATE INDEX ix_membership_person_id ON membership (person_id);
CREATE INDEX ix_membership_unit_id ON membership (unit_id);
CREATE INDEX ix_role_held_person_id ON role_held (person_id);
CREATE INDEX ix_person_body_id_name ON person (body_id, name);
CREATE INDEX ix_link_from_kind_from_id ON link (from_kind, from_id);
CREATE INDEX ix_link_to_kind_to_id ON link (to_kind, to_id);
CREATE INDEX ix_binding_code_person_id ON binding_code (person_id);
CREATE UNIQUE INDEX ix_contact_channel_account_external_id ON contact (channel, account, external_id);
CREATE INDEX ix_contact_person_id ON contact (person_id);
CREATE UNIQUE INDEX ix_inbox_duplicate_key ON inbox (duplicate_key);
CREATE INDEX ix_inbox_contact_id_received_at ON inbox (contact_id, received_at);
CREATE UNIQUE INDEX ix_outbox_unique_key ON outbox (unique_key);
CREATE INDEX ix_outbox_state_lane_not_before ON outbox (state, lane, not_before);
CREATE INDEX ix_outbox_person_id ON outbox (person_id);
CREATE INDEX ix_outbox_notice_id ON outbox (notice_id);
CREATE INDEX ix_delivery_person_id_at ON delivery (person_id, at);
CREATE INDEX ix_delivery_notice_id ON delivery (notice_id);
CREATE INDEX ix_delivery_at ON delivery (at);
CREATE INDEX ix_delivery_external_id ON delivery (external_id);
CREATE UNIQUE INDEX ix_occurrence_duty_key_period ON occurrence (duty_key, period);
CREATE UNIQUE INDEX ix_assignment_occurrence_id_person_id ON assignment (occurrence_id, person_id);
CREATE INDEX ix_assignment_person_id_state ON assignment (person_id, state);
CREATE UNIQUE INDEX ix_notice_occurrence_id_unique_key ON notice (occurrence_id, unique_key);
CREATE INDEX ix_notice_state_due_at ON notice (state, due_at);
CREATE INDEX ix_submission_person_id_at ON submission (person_id, at);
CREATE INDEX ix_submission_form_at ON submission (form, at);
CREATE UNIQUE INDEX ix_invitation_meeting_id_person_id ON invitation (meeting_id, person_id);
CREATE INDEX ix_invitation_person_id ON invitation (person_id);
CREATE UNIQUE INDEX ix_staff_name ON staff (name);
CREATE UNIQUE INDEX ix_api_key_prefix ON api_key (prefix);
CREATE INDEX ix_audit_line_at ON audit_line (at);
CREATE INDEX ix_job_run_job_id ON job_run (job, id);
CREATE INDEX ix_incident_subject ON incident (subject);
