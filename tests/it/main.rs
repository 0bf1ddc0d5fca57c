//! All scenarios, in one binary. A scenario keeps the name of its use case through every layer.

mod canary;
mod events;
mod golden;
mod harness;
mod inside;
mod kill;
mod log;
mod rebuild;
mod retention;
mod routes;
mod sign_up;
mod smells;
mod story;
