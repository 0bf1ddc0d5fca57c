-- Letters that a reaction has still to hand over. Beside the cursor and not part of the log: which event calls for a letter, to whom among those it concerns (a member's id, as it
-- stands in the log; zeroes where there is only one), how often it was refused for now, since when, and when it is tried next, in microseconds since 1970.
CREATE TABLE log_waiting (
    follower  TEXT NOT NULL,
    position  INTEGER NOT NULL,
    recipient BLOB NOT NULL CHECK (length(recipient) = 16),
    tries     INTEGER NOT NULL,
    since     INTEGER NOT NULL,
    due       INTEGER NOT NULL,
    PRIMARY KEY (follower, position, recipient)
) STRICT, WITHOUT ROWID;
