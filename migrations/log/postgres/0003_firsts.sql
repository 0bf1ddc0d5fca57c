-- A repeated command is found by the first event of what it appended: the others lie after it, and need no entry among random ids, each of which costs a page.
-- Of an append from before this file every event is taken for a first one.
ALTER TABLE anteroom_log.log_events ADD COLUMN first boolean NOT NULL DEFAULT true;
DROP INDEX anteroom_log.log_events_id;
CREATE UNIQUE INDEX log_events_first ON anteroom_log.log_events (id) WHERE first;
