-- What a follower agreed to be told by subscription notice (订阅通知), by phone and template.

CREATE TABLE subscription_consent (
    contact_id INTEGER NOT NULL,
    template_id TEXT NOT NULL,
    state TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (contact_id, template_id)
);
