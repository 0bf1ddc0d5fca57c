-- Legal holds, a row for each class of one: while over is NULL the key is not destroyed, neither by the clock nor on command. over says how a hold ended; the row stays,
-- so that a restored log does not bring it back. until (exclusive) is microseconds since 1970.
CREATE TABLE anteroom_keys.holds (
    hold         bytea NOT NULL CHECK (length(hold) = 16),
    subject      bytea NOT NULL CHECK (length(subject) = 16),
    class        text COLLATE "C" NOT NULL,
    organisation bytea NOT NULL CHECK (length(organisation) = 16),
    exemption    text NOT NULL,
    until        bigint NOT NULL,
    over         text,
    PRIMARY KEY (hold, class)
);
CREATE INDEX holds_in_effect ON anteroom_keys.holds (subject, class) WHERE over IS NULL;

-- Erasures on command that met a hold: carried out once none is in effect any more. The first of several counts.
CREATE TABLE anteroom_keys.postponed (
    subject bytea NOT NULL CHECK (length(subject) = 16),
    class   text COLLATE "C" NOT NULL,
    cause   bytea NOT NULL CHECK (length(cause) = 16),
    PRIMARY KEY (subject, class)
);
