//! Replay tests: given events in a real log, sealed by a real vault, then these rows. On SQLite always, on PostgreSQL where `ANTEROOM_TEST_POSTGRES` is a url.

mod house;
mod invitations;
mod measure;
mod models;
mod papers;
mod rebuild;
mod replay;
mod residue;
mod waiting_room;
