-- The event log. Stored formats are final: docs/formats.md describes each column.

-- One row: the random id that every sealed value is bound to.
CREATE TABLE IF NOT EXISTS log_meta (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    log BLOB NOT NULL CHECK (length(log) = 16)
) STRICT;

-- The records. Positions are dense from 1; versions count a stream's events from 1.
CREATE TABLE IF NOT EXISTS log_events (
    position INTEGER PRIMARY KEY,
    stream   TEXT NOT NULL,
    version  INTEGER NOT NULL,
    id       BLOB NOT NULL CHECK (length(id) = 16),
    kind     TEXT NOT NULL,
    public   BLOB NOT NULL,
    seals    BLOB NOT NULL
) STRICT;
CREATE UNIQUE INDEX IF NOT EXISTS log_events_stream ON log_events (stream, version);
CREATE UNIQUE INDEX IF NOT EXISTS log_events_id ON log_events (id);

-- The ciphertexts, apart, so that they can be physically deleted when their key is gone.
CREATE TABLE IF NOT EXISTS log_sealed (
    position   INTEGER NOT NULL REFERENCES log_events (position),
    part       INTEGER NOT NULL,
    key        BLOB NOT NULL CHECK (length(key) = 16),
    ciphertext BLOB NOT NULL,
    PRIMARY KEY (position, part)
) STRICT, WITHOUT ROWID;
-- A purge finds what a destroyed key had sealed.
CREATE INDEX IF NOT EXISTS log_sealed_key ON log_sealed (key);

-- How far each reaction has followed. Not part of the log: it can be set back, and repeats.
CREATE TABLE IF NOT EXISTS log_cursors (
    follower TEXT PRIMARY KEY,
    position INTEGER NOT NULL
) STRICT;

-- The log is append-only, also for somebody at the database's own prompt.
CREATE TRIGGER IF NOT EXISTS log_events_no_update BEFORE UPDATE ON log_events
    BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER IF NOT EXISTS log_events_no_delete BEFORE DELETE ON log_events
    BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER IF NOT EXISTS log_sealed_no_update BEFORE UPDATE ON log_sealed
    BEGIN SELECT RAISE(ABORT, 'a sealed part is never changed'); END;
CREATE TRIGGER IF NOT EXISTS log_meta_no_update BEFORE UPDATE ON log_meta
    BEGIN SELECT RAISE(ABORT, 'the id of a log is never changed'); END;
