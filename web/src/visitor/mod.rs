//! The visitor's side: the organisation's page, the visit's one page through its states, its live line, its receipt.

pub mod arrive;
mod awaited;
pub mod call;
pub mod come;
pub mod device_test;
pub mod guest;
pub mod guest_call;
pub mod identify;
pub mod live;
pub mod lost;
pub mod notes;
pub mod page;
pub mod readings;
pub mod receipt;
