-- One row, about the files themselves: how many of the tombstones' keys have left nothing in them any more, and whether there is a second file (1), which must not
-- be missing then.
CREATE TABLE key_files (
    one    INTEGER PRIMARY KEY CHECK (one = 1),
    gone   INTEGER NOT NULL,
    copied INTEGER NOT NULL CHECK (copied IN (0, 1))
) STRICT;
INSERT INTO key_files (one, gone, copied) VALUES (1, 0, 0);
