-- The key table. It lies apart from the log and is never part of a log's backup; stored formats are final (docs/formats.md).

-- One row: which log it belongs to, and the log as last seen, so that an older key table beside a newer log is noticed.
CREATE TABLE key_meta (
    one      INTEGER PRIMARY KEY CHECK (one = 1),
    log      BLOB NOT NULL CHECK (length(log) = 16),
    epoch    INTEGER NOT NULL,
    size     INTEGER NOT NULL,
    root     BLOB NOT NULL
) STRICT;

-- One table key an epoch, wrapped by the root's key of that epoch.
CREATE TABLE key_epochs (
    epoch   INTEGER PRIMARY KEY,
    wrapped BLOB NOT NULL
) STRICT;

-- One data key for each (subject, class): whose it is and its clock. The key itself is in the wraps of each epoch (epoch.sql). Times are microseconds since 1970.
CREATE TABLE data_keys (
    subject      BLOB NOT NULL CHECK (length(subject) = 16),
    class        TEXT NOT NULL,
    key          BLOB NOT NULL CHECK (length(key) = 16),
    organisation BLOB NOT NULL CHECK (length(organisation) = 16),
    starts_at    INTEGER,
    due_at       INTEGER,
    PRIMARY KEY (subject, class)
) STRICT, WITHOUT ROWID;
CREATE INDEX data_keys_due ON data_keys (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX data_keys_organisation ON data_keys (organisation, class);

-- What was destroyed: such a (subject, class) never gets a key again. cause is NULL for expiry, else the erasure's id;
-- recorded turns 1 once the log has vault.keys-destroyed.v1.
CREATE TABLE tombstones (
    subject      BLOB NOT NULL CHECK (length(subject) = 16),
    class        TEXT NOT NULL,
    key          BLOB NOT NULL CHECK (length(key) = 16),
    organisation BLOB NOT NULL CHECK (length(organisation) = 16),
    epoch        INTEGER NOT NULL,
    cause        BLOB,
    recorded     INTEGER NOT NULL CHECK (recorded IN (0, 1)),
    PRIMARY KEY (subject, class)
) STRICT, WITHOUT ROWID;
CREATE INDEX tombstones_unrecorded ON tombstones (recorded) WHERE recorded = 0;
