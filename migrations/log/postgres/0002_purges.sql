-- How many sealed parts were ever deleted, and how many of them before the table was last written anew, and when: a deletion leaves its bytes in the table's file.
-- Of a log that is older than this count nothing is known, so that one deletion is assumed, at no known time; a new one's nights are counted from now on.
CREATE TABLE anteroom_log.log_purges (
    one     bigint PRIMARY KEY CHECK (one = 1),
    deleted bigint NOT NULL,
    gone    bigint NOT NULL CHECK (gone <= deleted),
    renewed bigint NOT NULL
);
INSERT INTO anteroom_log.log_purges (one, deleted, gone, renewed) SELECT 1, least(position, 1), 0, CASE position WHEN 0 THEN CAST(extract(epoch FROM now()) * 1000000 AS bigint) ELSE 0 END FROM anteroom_log.log_head;

-- The samples that ANALYZE takes of a column are copies of it.
ALTER TABLE anteroom_log.log_sealed ALTER COLUMN ciphertext SET STATISTICS 0;

-- While the table is written anew, what is added and deleted goes into both.
CREATE FUNCTION anteroom_log.both() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        INSERT INTO anteroom_log.log_sealed_next (position, part, key, ciphertext) SELECT position, part, key, ciphertext FROM added;
    ELSE
        DELETE FROM anteroom_log.log_sealed_next n USING removed r WHERE n.position = r.position AND n.part = r.part;
    END IF;
    RETURN NULL;
END
$$;
