-- People who are not members: the office's own staff and those who act for a member. And how secret a duty is.

ALTER TABLE person ADD COLUMN kind text NOT NULL DEFAULT 'member';
ALTER TABLE staff ADD COLUMN person_id bigint;
ALTER TABLE occurrence ADD COLUMN secrecy text NOT NULL DEFAULT 'open';
