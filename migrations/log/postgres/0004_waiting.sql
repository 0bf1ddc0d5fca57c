-- Letters that a reaction has still to hand over. Beside the cursor and not part of the log: which event calls for a letter, to whom among those it concerns (a member's id, as it
-- stands in the log; zeroes where there is only one), how often it was refused for now, since when, and when it is tried next, in microseconds since 1970.
CREATE TABLE anteroom_log.log_waiting (
    follower  text COLLATE "C" NOT NULL,
    position  bigint NOT NULL,
    recipient bytea NOT NULL CHECK (octet_length(recipient) = 16),
    tries     bigint NOT NULL,
    since     bigint NOT NULL,
    due       bigint NOT NULL,
    PRIMARY KEY (follower, position, recipient)
);
