//! The world outside the house: each service has one port, one real implementation and one sandbox; no rule of the
//! domain is decided here, no clock is read, and nothing personal is printed.

pub mod agreement;
pub mod calendar;
pub mod criipto;
mod http;
pub mod mail;
pub mod sinch;
pub mod sms;
pub mod twilio;
