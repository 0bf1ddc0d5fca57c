-- Epochs that are over: what their root key's destruction is worth, how it is known that no node held their keys, how many keys went on;
-- recorded turns 1 once the log has vault.epoch-destroyed.v1.
CREATE TABLE ended_epochs (
    epoch       INTEGER PRIMARY KEY,
    survivors   INTEGER NOT NULL,
    destruction TEXT NOT NULL,
    nodes       TEXT NOT NULL,
    recorded    INTEGER NOT NULL CHECK (recorded IN (0, 1))
) STRICT;

-- One row: how many changes the table has seen, so that of two copies the newer one is known.
CREATE TABLE key_changes (
    one   INTEGER PRIMARY KEY CHECK (one = 1),
    count INTEGER NOT NULL
) STRICT;
INSERT INTO key_changes (one, count) VALUES (1, 0);

CREATE INDEX tombstones_epoch ON tombstones (epoch);
