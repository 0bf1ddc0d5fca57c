//! Anteroom's one binary. This file alone reads the machine's clock.

use domain::Timestamp;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};
use store::Clock;

struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "the edge, where time comes in")]
    fn now(&self) -> Timestamp {
        web::edge::timestamp(SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default())
    }
}

#[tokio::main]
async fn main() -> ExitCode {
    match web::cli::run(Arc::new(SystemClock)).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("anteroom: {error:#}");
            error.downcast_ref::<web::cli::Ended>().map_or(ExitCode::FAILURE, |ended| ended.status().into())
        }
    }
}
