//! Legal holds: two people keep what would be destroyed. The log says so first, then the key table, which is what destruction asks.

mod decide;
mod settle;
#[cfg(test)]
mod tests;

pub use decide::{Proposal, confirm, lift, propose};
pub use settle::{after_restore, apply, apply_since, carry_out, run_out};
