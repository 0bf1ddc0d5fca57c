//! Being written.

use std::sync::Arc;
use store::Clock;

/// Being written.
#[derive(clap::Args)]
pub struct Args {}

impl Args {
    /// Being written.
    pub async fn run(self, _clock: Arc<dyn Clock>) -> anyhow::Result<()> {
        Ok(())
    }
}
