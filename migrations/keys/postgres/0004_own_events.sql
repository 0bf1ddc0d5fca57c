-- What the log tells of itself and must not forget when an older copy of it is restored: its restores, and the rotations of its signing key, as the events stand
-- in the log, oldest first. Nothing in them is secret or anybody's.
CREATE TABLE anteroom_keys.own_events (
    place bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id    bytea NOT NULL UNIQUE CHECK (length(id) = 16),
    event text NOT NULL
);
