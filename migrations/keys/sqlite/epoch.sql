-- The tables of one epoch; {epoch} is its number. A wrap has no index besides its key and no column that changes, so that a roll fills the table from one end to the other.
CREATE TABLE wraps_{epoch} (
    subject BLOB NOT NULL CHECK (length(subject) = 16),
    class   TEXT NOT NULL,
    wrapped BLOB NOT NULL,
    PRIMARY KEY (subject, class)
) STRICT, WITHOUT ROWID;
-- Lookups: a keyed hash of an address, whose it is, and the hash itself wrapped, so that a new epoch can make new tags.
-- expires_at is set while it is claimed and not confirmed.
CREATE TABLE lookups_{epoch} (
    tag          BLOB PRIMARY KEY CHECK (length(tag) = 32),
    kind         TEXT NOT NULL,
    subject      BLOB NOT NULL CHECK (length(subject) = 16),
    wrapped      BLOB NOT NULL,
    expires_at   INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX lookups_{epoch}_subject ON lookups_{epoch} (subject);
