-- The event log on PostgreSQL. Stored formats are final and those of SQLite: docs/formats.md describes each column.
-- A schema of its own, so that read models may live in the same database under their own names and rights.
CREATE SCHEMA IF NOT EXISTS anteroom_log;

-- Which of these files have been run.
CREATE TABLE anteroom_log.log_migrations (
    number bigint PRIMARY KEY
);

-- One row: the random id that every sealed value is bound to.
CREATE TABLE anteroom_log.log_meta (
    one bigint PRIMARY KEY CHECK (one = 1),
    log bytea NOT NULL CHECK (octet_length(log) = 16)
);

-- One row: the position of the newest record. Every append locks it until its commit, which makes positions dense and lets no reader pass
-- an append in flight. The page is kept mostly empty so that its many versions stay on it.
CREATE TABLE anteroom_log.log_head (
    one      bigint PRIMARY KEY CHECK (one = 1),
    position bigint NOT NULL CHECK (position >= 0)
) WITH (fillfactor = 10);
INSERT INTO anteroom_log.log_head (one, position) VALUES (1, 0);

-- The records. Positions are dense from 1; versions count a stream's events from 1.
CREATE TABLE anteroom_log.log_events (
    position bigint PRIMARY KEY,
    stream   text COLLATE "C" NOT NULL,
    version  bigint NOT NULL,
    id       bytea NOT NULL CHECK (octet_length(id) = 16),
    kind     text COLLATE "C" NOT NULL,
    public   bytea NOT NULL,
    seals    bytea NOT NULL
);
CREATE UNIQUE INDEX log_events_stream ON anteroom_log.log_events (stream, version);
CREATE UNIQUE INDEX log_events_id ON anteroom_log.log_events (id);

-- The ciphertexts, apart, so that they can be physically deleted when their key is gone. No foreign key: they are inserted by the statement that
-- inserts their record, records are never deleted, and the check would cost a query for each row.
CREATE TABLE anteroom_log.log_sealed (
    position   bigint NOT NULL,
    part       bigint NOT NULL,
    key        bytea NOT NULL CHECK (octet_length(key) = 16),
    ciphertext bytea NOT NULL,
    PRIMARY KEY (position, part)
);
-- Ciphertext does not compress: trying costs time and saves nothing.
ALTER TABLE anteroom_log.log_sealed ALTER COLUMN ciphertext SET STORAGE EXTERNAL;
-- A purge finds what a destroyed key had sealed.
CREATE INDEX log_sealed_key ON anteroom_log.log_sealed (key);

-- How far each reaction has followed. Not part of the log: it can be set back, and repeats.
CREATE TABLE anteroom_log.log_cursors (
    follower text COLLATE "C" PRIMARY KEY,
    position bigint NOT NULL
);

-- The log is append-only, also for somebody at the database's own prompt, and also where replication has switched ordinary triggers off.
CREATE FUNCTION anteroom_log.refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION USING MESSAGE = TG_ARGV[0], ERRCODE = 'restrict_violation';
END
$$;

CREATE TRIGGER log_events_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON anteroom_log.log_events
    FOR EACH STATEMENT EXECUTE FUNCTION anteroom_log.refuse('the log is append-only');
CREATE TRIGGER log_sealed_no_change BEFORE UPDATE OR TRUNCATE ON anteroom_log.log_sealed
    FOR EACH STATEMENT EXECUTE FUNCTION anteroom_log.refuse('a sealed part is never changed');
CREATE TRIGGER log_meta_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON anteroom_log.log_meta
    FOR EACH STATEMENT EXECUTE FUNCTION anteroom_log.refuse('the id of a log is never changed');
CREATE TRIGGER log_head_stays BEFORE DELETE OR TRUNCATE ON anteroom_log.log_head
    FOR EACH STATEMENT EXECUTE FUNCTION anteroom_log.refuse('the head of the log stays');
ALTER TABLE anteroom_log.log_events ENABLE ALWAYS TRIGGER log_events_append_only;
ALTER TABLE anteroom_log.log_sealed ENABLE ALWAYS TRIGGER log_sealed_no_change;
ALTER TABLE anteroom_log.log_meta ENABLE ALWAYS TRIGGER log_meta_no_change;
ALTER TABLE anteroom_log.log_head ENABLE ALWAYS TRIGGER log_head_stays;
