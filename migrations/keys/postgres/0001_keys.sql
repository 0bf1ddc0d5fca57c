-- The key table, in a database apart from the log's; stored formats are final (docs/formats.md). Times are microseconds since 1970.
CREATE SCHEMA IF NOT EXISTS anteroom_keys;

CREATE TABLE anteroom_keys.key_migrations (
    number bigint PRIMARY KEY
);

-- One row: which log it belongs to, and the log as last seen, so that an older key table beside a newer log is noticed.
CREATE TABLE anteroom_keys.key_meta (
    one   integer PRIMARY KEY CHECK (one = 1),
    log   bytea   NOT NULL CHECK (length(log) = 16),
    epoch bigint  NOT NULL,
    size  bigint  NOT NULL,
    root  bytea   NOT NULL
);

-- One table key an epoch, wrapped by the root's key of that epoch. Each epoch has its own wraps_N and lookups_N (epoch.sql): what is left of a
-- dropped one, in files not yet reused or in the write-ahead log, opens under a key that is gone.
CREATE TABLE anteroom_keys.key_epochs (
    epoch   bigint PRIMARY KEY,
    wrapped bytea  NOT NULL
);

-- One data key for each (subject, class): whose it is and its clock. The key itself is in the wraps of each epoch.
CREATE TABLE anteroom_keys.data_keys (
    subject      bytea NOT NULL CHECK (length(subject) = 16),
    class        text COLLATE "C" NOT NULL,
    key          bytea NOT NULL CHECK (length(key) = 16),
    organisation bytea NOT NULL CHECK (length(organisation) = 16),
    starts_at    bigint,
    due_at       bigint,
    PRIMARY KEY (subject, class)
);
CREATE INDEX data_keys_due ON anteroom_keys.data_keys (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX data_keys_organisation ON anteroom_keys.data_keys (organisation, class);

-- What was destroyed: such a (subject, class) never gets a key again. cause is NULL for expiry, else the erasure's id; recorded turns true once the log
-- has vault.keys-destroyed.v1.
CREATE TABLE anteroom_keys.tombstones (
    subject      bytea NOT NULL CHECK (length(subject) = 16),
    class        text COLLATE "C" NOT NULL,
    key          bytea NOT NULL CHECK (length(key) = 16),
    organisation bytea NOT NULL CHECK (length(organisation) = 16),
    epoch        bigint NOT NULL,
    cause        bytea CHECK (length(cause) = 16),
    recorded     boolean NOT NULL,
    PRIMARY KEY (subject, class)
);
CREATE INDEX tombstones_unrecorded ON anteroom_keys.tombstones (subject, class) WHERE NOT recorded;
CREATE INDEX tombstones_epoch ON anteroom_keys.tombstones (epoch);

-- Epochs that are over: what their root key's destruction is worth, how it is known that no node held their keys, how many keys went on; recorded turns
-- true once the log has vault.epoch-destroyed.v1.
CREATE TABLE anteroom_keys.ended_epochs (
    epoch       bigint  PRIMARY KEY,
    survivors   bigint  NOT NULL,
    destruction text    NOT NULL,
    nodes       text    NOT NULL,
    recorded    boolean NOT NULL
);
