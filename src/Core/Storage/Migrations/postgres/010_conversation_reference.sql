-- How to speak to a contact again on a channel where an address is not enough: Bot Framework's conversation and service URL.

CREATE TABLE conversation_reference (
    contact_id bigint NOT NULL PRIMARY KEY,
    reference text NOT NULL,
    updated_at timestamptz NOT NULL
);
