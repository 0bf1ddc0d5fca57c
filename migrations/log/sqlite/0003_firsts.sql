-- Ids are random: an index that takes each at once writes a page of its own for every append. This table of the first events of appends lags behind instead and is
-- filled in sorted runs; what is newer than it is held in memory and read again at the start.
CREATE TABLE log_firsts (
    id       BLOB PRIMARY KEY CHECK (length(id) = 16),
    position INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO log_firsts (id, position) SELECT id, position FROM log_events WHERE first = 1 ORDER BY id;

-- One row: up to which position it holds them all.
CREATE TABLE log_firsts_to (
    one      INTEGER PRIMARY KEY CHECK (one = 1),
    position INTEGER NOT NULL
) STRICT;
INSERT INTO log_firsts_to (one, position) SELECT 1, coalesce(max(position), 0) FROM log_events;
DROP INDEX log_events_first;
