-- The tables of one epoch; {epoch} is its number.
CREATE TABLE anteroom_keys.data_keys_{epoch} (
    subject      bytea NOT NULL CHECK (length(subject) = 16),
    class        text COLLATE "C" NOT NULL,
    key          bytea NOT NULL CHECK (length(key) = 16),
    organisation bytea NOT NULL CHECK (length(organisation) = 16),
    starts_at    bigint,
    due_at       bigint,
    bucket_id    bigint NOT NULL,
    bucket_epoch bigint NOT NULL,
    wrapped      bytea NOT NULL,
    PRIMARY KEY (subject, class)
);
CREATE INDEX data_keys_{epoch}_due ON anteroom_keys.data_keys_{epoch} (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX data_keys_{epoch}_organisation ON anteroom_keys.data_keys_{epoch} (organisation, class);
-- A keyed hash of an address, whose it is, and the hash itself wrapped, so that a new epoch can make new tags. expires_at is set while it is claimed and
-- not confirmed.
CREATE TABLE anteroom_keys.lookups_{epoch} (
    tag        bytea PRIMARY KEY CHECK (length(tag) = 32),
    kind       text  NOT NULL,
    subject    bytea NOT NULL CHECK (length(subject) = 16),
    wrapped    bytea NOT NULL,
    expires_at bigint
);
CREATE INDEX lookups_{epoch}_subject ON anteroom_keys.lookups_{epoch} (subject);
