//! All scenarios, in one binary. A scenario keeps the name of its use case through every layer.

mod golden;
mod harness;
mod log;
mod smells;
mod story;
