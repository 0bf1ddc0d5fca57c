//! The professional's side: who waits, letting in, the call, what came of it.

pub mod admit;
pub mod bill;
pub mod call;
pub mod dashboard;
pub mod duty;
pub mod guests;
pub mod history;
pub mod identity;
pub mod invitation;
pub mod invitations;
pub mod line;
pub mod links;
pub mod summary;
pub(crate) mod tested;
pub mod waiting_room;
mod whom;
