-- What a follower agreed to be told by subscription notice (订阅通知), by phone and template.

CREATE TABLE subscription_consent (
    contact_id bigint NOT NULL,
    template_id text NOT NULL,
    state text NOT NULL,
    at timestamptz NOT NULL,
    PRIMARY KEY (contact_id, template_id)
);
