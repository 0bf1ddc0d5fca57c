-- One row: how many of the tombstones' keys have left nothing in the table's files any more.
CREATE TABLE anteroom_keys.key_files (
    one  integer PRIMARY KEY CHECK (one = 1),
    gone bigint  NOT NULL
);
INSERT INTO anteroom_keys.key_files (one, gone) VALUES (1, 0);

-- While data_keys is written anew, what is written to it goes into the next one too.
CREATE FUNCTION anteroom_keys.write_both() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        DELETE FROM anteroom_keys.data_keys_next WHERE subject = OLD.subject AND class = OLD.class;
    END IF;
    IF TG_OP <> 'DELETE' THEN
        INSERT INTO anteroom_keys.data_keys_next (subject, class, key, organisation, starts_at, due_at)
        VALUES (NEW.subject, NEW.class, NEW.key, NEW.organisation, NEW.starts_at, NEW.due_at);
    END IF;
    RETURN NULL;
END $$;

-- The clock of a destroyed key must not live on in the planner's statistics.
ALTER TABLE anteroom_keys.data_keys ALTER COLUMN starts_at SET STATISTICS 0, ALTER COLUMN due_at SET STATISTICS 0;
