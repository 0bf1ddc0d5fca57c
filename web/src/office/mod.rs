//! What owners and administrators do: members, settings, the agreement; and everybody's own account.

pub mod account;
pub mod agreement;
pub mod notice;
pub mod retention;
pub mod team;
