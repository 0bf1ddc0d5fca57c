//! After a restore, what reaches out to people is held until an operator releases it: the log may not tell of what was sent after the copy was made.

use std::fs;
use std::io::{self, ErrorKind, Write as _};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// The mark in a data folder that holds what reaches out.
#[derive(Clone, Debug)]
pub struct Held {
    mark: PathBuf,
}

/// Between two looks at the mark.
const LOOK: Duration = Duration::from_secs(1);

impl Held {
    /// The mark of this folder, there or not.
    pub fn of(data: &Path) -> Self {
        Self { mark: data.join("held-since-restore") }
    }

    /// Whether it is there.
    pub fn is_there(&self) -> bool {
        self.mark.exists()
    }

    /// Sets it, durably.
    pub fn set(&self) -> io::Result<()> {
        let mut file = fs::File::create(&self.mark)?;
        file.write_all(b"What reaches out is held: `anteroom restore --release`\n")?;
        file.sync_all()
    }

    /// Takes it away.
    pub fn release(&self) -> io::Result<()> {
        match fs::remove_file(&self.mark) {
            Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
            Ok(()) | Err(_) => Ok(()),
        }
    }

    /// Returns once it is not there.
    pub async fn released(&self) {
        if self.is_there() {
            tracing::warn!("letters are held since a restore, until `anteroom restore --release`");
        }
        while self.is_there() {
            tokio::time::sleep(LOOK).await;
        }
    }
}
