-- The secretary by chat: one console user for a person, and whether they want the morning brief. What falls due, and who did what, is asked for often.

ALTER TABLE staff ADD COLUMN morning_brief INTEGER NOT NULL DEFAULT 1;
CREATE UNIQUE INDEX ix_staff_person_id ON staff (person_id);
CREATE INDEX ix_occurrence_due_at ON occurrence (due_at);
CREATE INDEX ix_audit_line_actor_id ON audit_line (actor, id);
CREATE INDEX ix_audit_line_subject_id ON audit_line (subject, id);
