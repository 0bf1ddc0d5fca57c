-- What the read models know of themselves: every generation of every projection, which one is live, and how far it has followed the log.
-- Their own tables are made by the projections, one set a generation, and dropped with it: all of this can be rebuilt from the log.
CREATE TABLE IF NOT EXISTS read_models (
    name       TEXT NOT NULL,
    generation BIGINT NOT NULL,
    version    BIGINT NOT NULL,
    live       BIGINT NOT NULL,
    position   BIGINT NOT NULL,
    log        BYTEA NOT NULL,
    tables     TEXT NOT NULL,
    PRIMARY KEY (name, generation)
)
