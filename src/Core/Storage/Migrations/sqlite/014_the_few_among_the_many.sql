-- Lists that look for the few among the many: what did not arrive, what is overdue, which leave waits. Partial, so that a message that arrived,
-- a line that was answered, cost them nothing. Measured with ten million lines (tests/Bench, lists): 580, 7600 and 170 ms without, 1 to 5 ms with.

CREATE INDEX ix_delivery_outcome_id ON delivery (outcome, id) WHERE outcome NOT IN ('sent', 'offered');
CREATE INDEX ix_delivery_notice_id_outcome ON delivery (notice_id, outcome)
    WHERE outcome IN ('refused', 'gone', 'misconfigured', 'failed', 'callsheet') OR receipt LIKE 'failed%';
CREATE INDEX ix_assignment_occurrence_id_state ON assignment (occurrence_id, state) WHERE state = 'overdue';
CREATE INDEX ix_invitation_meeting_id_state ON invitation (meeting_id, state) WHERE state = 'leave' AND leave_approved IS NULL;
