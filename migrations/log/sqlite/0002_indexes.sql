-- Random ids and keys spread over an index write a page of their own for each event; these two indexes have an entry only where one is looked for.

-- A repeated command is found by the first event of what it appended: the others lie after it. Of an append from before this file every event is taken for a first one.
ALTER TABLE log_events ADD COLUMN first INTEGER NOT NULL DEFAULT 1 CHECK (first IN (0, 1));
DROP INDEX log_events_id;
CREATE UNIQUE INDEX log_events_first ON log_events (id) WHERE first = 1;

-- A purge finds what a destroyed key had sealed: in which blocks of 1,024 positions (position / 1024) there are parts of it. What a key seals lies close together.
-- Entries stay after a purge: a key's id says nothing, and stands in the records as well.
CREATE TABLE log_sealed_blocks (
    key   BLOB NOT NULL CHECK (length(key) = 16),
    block INTEGER NOT NULL,
    PRIMARY KEY (key, block)
) STRICT, WITHOUT ROWID;
INSERT INTO log_sealed_blocks (key, block) SELECT DISTINCT key, position / 1024 FROM log_sealed;
DROP INDEX log_sealed_key;
