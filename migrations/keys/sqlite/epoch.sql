-- The tables of one epoch, as 0001_keys.sql makes those of the first; {epoch} is its number. Key ids are random and nobody looks for one: an index of them would cost a roll a page for each key.
CREATE TABLE data_keys_{epoch} (
    subject      BLOB NOT NULL CHECK (length(subject) = 16),
    class        TEXT NOT NULL,
    key          BLOB NOT NULL CHECK (length(key) = 16),
    organisation BLOB NOT NULL CHECK (length(organisation) = 16),
    starts_at    INTEGER,
    due_at       INTEGER,
    bucket_id    INTEGER NOT NULL,
    bucket_epoch INTEGER NOT NULL,
    wrapped      BLOB NOT NULL,
    PRIMARY KEY (subject, class)
) STRICT, WITHOUT ROWID;
CREATE INDEX data_keys_{epoch}_due ON data_keys_{epoch} (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX data_keys_{epoch}_organisation ON data_keys_{epoch} (organisation, class);
CREATE TABLE lookups_{epoch} (
    tag          BLOB PRIMARY KEY CHECK (length(tag) = 32),
    kind         TEXT NOT NULL,
    subject      BLOB NOT NULL CHECK (length(subject) = 16),
    wrapped      BLOB NOT NULL,
    expires_at   INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX lookups_{epoch}_subject ON lookups_{epoch} (subject);
