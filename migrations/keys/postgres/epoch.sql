-- The tables of one epoch; {epoch} is its number. A wrap has no index besides its key, so that a roll fills the table from one end to the other.
CREATE TABLE anteroom_keys.wraps_{epoch} (
    subject bytea NOT NULL CHECK (length(subject) = 16),
    class   text COLLATE "C" NOT NULL,
    wrapped bytea NOT NULL,
    PRIMARY KEY (subject, class)
);
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
