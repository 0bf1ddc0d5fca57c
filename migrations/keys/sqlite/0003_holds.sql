-- Legal holds, a row for each class of one: while over is NULL the key is not destroyed, neither by the clock nor on command. over says how a hold ended; the row stays,
-- so that a restored log does not bring it back. until (exclusive) is microseconds since 1970.
CREATE TABLE holds (
    hold         BLOB NOT NULL CHECK (length(hold) = 16),
    subject      BLOB NOT NULL CHECK (length(subject) = 16),
    class        TEXT NOT NULL,
    organisation BLOB NOT NULL CHECK (length(organisation) = 16),
    exemption    TEXT NOT NULL,
    until        INTEGER NOT NULL,
    over         TEXT,
    PRIMARY KEY (hold, class)
) STRICT, WITHOUT ROWID;
CREATE INDEX holds_in_effect ON holds (subject, class) WHERE over IS NULL;

-- Erasures on command that met a hold: carried out once none is in effect any more. The first of several counts.
CREATE TABLE postponed (
    subject BLOB NOT NULL CHECK (length(subject) = 16),
    class   TEXT NOT NULL,
    cause   BLOB NOT NULL CHECK (length(cause) = 16),
    PRIMARY KEY (subject, class)
) STRICT, WITHOUT ROWID;
