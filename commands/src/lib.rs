//! The write side: load, decide, seal, append. Reactions follow the log and re-enter as commands; the schedule does so on the clock.

pub mod actor;
pub mod agreement;
pub mod appointments;
pub mod clock;
pub mod deps;
pub mod electronic_id;
pub mod erasure;
pub mod error;
pub mod execute;
pub mod hold;
pub mod identification;
pub mod member;
pub mod organisation;
pub mod reaction;
pub mod receipt;
pub mod schedule;
#[cfg(test)]
mod tests;
pub mod token;
pub mod visit;
pub mod waiting_room;

pub use actor::Staff;
pub use deps::Deps;
pub use error::CommandError;
pub use execute::{Done, execute, load};
pub use token::Token;
