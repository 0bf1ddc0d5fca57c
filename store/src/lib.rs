//! The event log, the vault and the proof. Only this crate appends; only its vault opens what is sealed.

pub mod codec;
pub mod edge;
mod gaps;
pub mod log;
mod postgres;
pub mod proof;
pub mod vault;

pub use edge::{Clock, Entropy};
pub use log::{Appended, Expected, Log, LogError, LogReader, LogWriter, NewRecord, Record};
pub use vault::{Access, DoorError, Opened, Shown, Vault};
