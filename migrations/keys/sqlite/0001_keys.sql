-- The key table. It lies apart from the log and is never part of a log's backup; stored formats are final (docs/formats.md).

-- One row: which log it belongs to, and the log as last seen, so that an older key table beside a newer log is noticed.
CREATE TABLE IF NOT EXISTS key_meta (
    one      INTEGER PRIMARY KEY CHECK (one = 1),
    log      BLOB NOT NULL CHECK (length(log) = 16),
    epoch    INTEGER NOT NULL,
    size     INTEGER NOT NULL,
    root     BLOB NOT NULL
) STRICT;

-- One table key an epoch, wrapped by the root's key of that epoch.
CREATE TABLE IF NOT EXISTS key_epochs (
    epoch   INTEGER PRIMARY KEY,
    wrapped BLOB NOT NULL
) STRICT;

-- One data key for each (subject, class), wrapped by the table key of its epoch. Times are microseconds since 1970.
CREATE TABLE IF NOT EXISTS data_keys_0 (
    subject      BLOB NOT NULL CHECK (length(subject) = 16),
    class        TEXT NOT NULL,
    key          BLOB NOT NULL UNIQUE CHECK (length(key) = 16),
    organisation BLOB NOT NULL CHECK (length(organisation) = 16),
    starts_at    INTEGER,
    due_at       INTEGER,
    bucket_id    INTEGER NOT NULL,
    bucket_epoch INTEGER NOT NULL,
    wrapped      BLOB NOT NULL,
    PRIMARY KEY (subject, class)
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS data_keys_0_due ON data_keys_0 (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX IF NOT EXISTS data_keys_0_organisation ON data_keys_0 (organisation, class);

-- What was destroyed: such a (subject, class) never gets a key again. cause is NULL for expiry, else the erasure's id;
-- recorded turns 1 once the log has vault.keys-destroyed.v1.
CREATE TABLE IF NOT EXISTS tombstones (
    subject      BLOB NOT NULL CHECK (length(subject) = 16),
    class        TEXT NOT NULL,
    key          BLOB NOT NULL CHECK (length(key) = 16),
    organisation BLOB NOT NULL CHECK (length(organisation) = 16),
    epoch        INTEGER NOT NULL,
    cause        BLOB,
    recorded     INTEGER NOT NULL CHECK (recorded IN (0, 1)),
    PRIMARY KEY (subject, class)
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS tombstones_unrecorded ON tombstones (recorded) WHERE recorded = 0;

-- Lookups: a keyed hash of an address, whose it is, and the hash itself wrapped, so that a new epoch can make new tags.
-- expires_at is set while it is claimed and not confirmed.
CREATE TABLE IF NOT EXISTS lookups_0 (
    tag          BLOB PRIMARY KEY CHECK (length(tag) = 32),
    kind         TEXT NOT NULL,
    subject      BLOB NOT NULL CHECK (length(subject) = 16),
    wrapped      BLOB NOT NULL,
    expires_at   INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS lookups_0_subject ON lookups_0 (subject);
