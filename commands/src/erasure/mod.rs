//! Erasing: commanded by a compliance officer, carried out by a reaction (G4).

mod destroy;
mod erase;

pub use destroy::{destroy, record_unrecorded};
pub use erase::erase;
