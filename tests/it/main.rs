//! All scenarios, in one binary. A scenario keeps the name of its use case through every layer.

#![allow(clippy::unwrap_used, clippy::enum_glob_use, reason = "a scenario says by failing what is wrong")]

mod account;
mod agreements;
mod branding;
mod canary;
mod certificate;
mod clock;
mod day;
mod device_test;
mod door;
mod electronic_id;
mod ending;
mod events;
mod golden;
mod harness;
mod hold;
mod https;
mod inside;
mod invitation;
mod keyboard;
mod keys;
mod kill;
mod log;
mod members;
mod nodes;
mod opening;
mod passkey;
mod proof;
mod purge;
mod rebuild;
mod receipt;
mod repeating;
mod restore;
mod retention;
mod roll;
mod room;
mod routes;
mod scripts;
mod serve;
mod settings;
mod sign_up;
mod smells;
mod story;
mod trial;
mod waiting_room;
