//! The machinery around the tests: clusters, browsers, servers, searches. It owns no scenario, so that a scenario stays short.

pub mod browser;
pub mod canary;
pub mod coturn;
pub mod esdb;
pub mod failure;
pub mod folder;
pub mod golden;
pub mod http;
pub mod oidc;
pub mod pdf;
pub mod postgres;
pub mod process;
pub mod program;
pub mod proxy;
pub mod residue;
pub mod server;
pub mod smtp;
pub mod softhsm;
pub mod wait;

pub use failure::{Failure, Outcome};
pub use program::left_out;
