-- What the log tells of itself and must not forget when an older copy of it is restored: its restores, and the rotations of its signing key, as the events stand
-- in the log, oldest first. Nothing in them is secret or anybody's.
CREATE TABLE own_events (
    place INTEGER PRIMARY KEY,
    id    BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    event TEXT NOT NULL
) STRICT;
