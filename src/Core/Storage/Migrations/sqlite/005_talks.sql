-- Meetings grown up: their types, leave that is asked of an approver, questions and answers, and who acts for a leader.

CREATE TABLE meeting_type (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    rank INTEGER NOT NULL,
    approval TEXT NOT NULL,
    approver_id INTEGER,
    reminders TEXT NOT NULL,
    receipt TEXT,
    substitute INTEGER NOT NULL,
    retired_at INTEGER
);

ALTER TABLE meeting ADD COLUMN type_id INTEGER;
ALTER TABLE meeting ADD COLUMN receipt TEXT;

-- A notice for one line of its occurrence, not for all.
ALTER TABLE notice ADD COLUMN assignment_id INTEGER;

CREATE TABLE leave_request (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    assignment_id INTEGER NOT NULL,
    occurrence_id INTEGER NOT NULL,
    reason TEXT NOT NULL,
    asked_at INTEGER NOT NULL,
    approved INTEGER,
    decided_at INTEGER,
    decided_by TEXT,
    remark TEXT,
    inquiry TEXT,
    withdrawn_at INTEGER
);

CREATE TABLE question (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    assignment_id INTEGER NOT NULL,
    occurrence_id INTEGER,
    text TEXT NOT NULL,
    asked_at INTEGER NOT NULL,
    closed_at INTEGER
);

CREATE TABLE question_answer (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    question_id INTEGER NOT NULL,
    text TEXT NOT NULL,
    answered_by TEXT NOT NULL,
    answered_at INTEGER NOT NULL
);

CREATE TABLE mandate (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    leader_id INTEGER NOT NULL,
    associate_id INTEGER NOT NULL,
    occurrence_id INTEGER NOT NULL,
    link_id INTEGER,
    set_up_by TEXT NOT NULL,
    set_up_at INTEGER NOT NULL,
    ends_on TEXT,
    consent TEXT,
    consented_at INTEGER,
    refused_at INTEGER,
    ended_at INTEGER,
    ended_by TEXT
);

CREATE INDEX ix_leave_request_assignment_id ON leave_request (assignment_id);
CREATE INDEX ix_leave_request_occurrence_id ON leave_request (occurrence_id);
CREATE INDEX ix_question_assignment_id ON question (assignment_id);
CREATE INDEX ix_question_occurrence_id ON question (occurrence_id);
CREATE INDEX ix_question_answer_question_id ON question_answer (question_id);
CREATE INDEX ix_mandate_leader_id ON mandate (leader_id);
CREATE INDEX ix_mandate_associate_id ON mandate (associate_id);
CREATE INDEX ix_mandate_occurrence_id ON mandate (occurrence_id);

-- A beginning; the office changes it on its page.
INSERT INTO meeting_type (name, rank, approval, reminders, receipt, substitute) VALUES
    ('全会', 1, 'office', 'P7D P1D PT2H', 'receipt', 0),
    ('常委会会议', 2, 'office', 'P1D PT2H', NULL, 0),
    ('主席会议', 3, 'office', 'P1D PT2H', NULL, 0),
    ('专委会会议', 4, 'office', 'P1D PT2H', NULL, 0),
    ('协商座谈', 5, 'office', 'P1D PT2H', NULL, 0),
    ('视察调研', 6, 'office', 'P1D PT2H', NULL, 0),
    ('其他', 7, 'none', 'P1D PT2H', NULL, 1);
