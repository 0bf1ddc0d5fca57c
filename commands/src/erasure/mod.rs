//! Erasing: commanded by a compliance officer, carried out by a reaction (G4).

mod destroy;
mod erase;
mod roll;
#[cfg(test)]
mod tests;

pub use destroy::{destroy, record_all, record_unrecorded};
pub use erase::{erase, erase_own};
pub use roll::{finish_roll, record_all_ended, roll, roll_if_needed};
