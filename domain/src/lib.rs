//! The rules of Anteroom: events, aggregates and policies. Pure: no I/O, no clock, no randomness; those are arguments.

pub mod access;
pub mod aggregate;
pub mod agreement;
pub mod billing;
pub mod class;
pub mod electronic_id;
pub mod erasure;
pub mod fact;
pub mod hold;
pub mod hours;
pub mod id;
pub mod identification;
pub mod language;
pub mod log;
pub mod member;
pub mod organisation;
pub mod personal;
pub mod picture;
pub mod receipt;
pub mod refusal;
pub mod retention;
pub mod role;
pub mod text;
pub mod time;
pub mod visit;
pub mod waiting_room;
pub mod ways;

pub use aggregate::{Aggregate, StreamName};
pub use class::Class;
pub use fact::Fact;
pub use id::{
    CommandId, ErasureId, EventId, GuestId, HoldId, KeyId, MemberId, OrganisationId, SessionId, SubjectId,
    VisitId,
};
pub use language::Language;
pub use personal::Personal;
pub use refusal::Refusal;
pub use retention::Retention;
pub use role::Role;
pub use time::{Month, Timestamp};
pub use ways::Ways;
