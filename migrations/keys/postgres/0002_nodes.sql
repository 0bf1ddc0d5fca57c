-- Who is on this key table at present. Nothing here is a time: a node that has shown no new beat for the length of a lease, on the monotonic clock of
-- whoever watches, is over, and never comes back under the same id.
CREATE TABLE anteroom_keys.nodes (
    node  bytea   PRIMARY KEY CHECK (length(node) = 16),
    beat  bigint  NOT NULL,
    -- The oldest epoch whose keys it may hold: a roll waits until this is the current one.
    epoch bigint  NOT NULL,
    over  boolean NOT NULL
);

-- What one node at a time does, and which. A lease whose node is over, or not there, is free.
CREATE TABLE anteroom_keys.leases (
    name text COLLATE "C" PRIMARY KEY,
    node bytea NOT NULL CHECK (length(node) = 16)
);
