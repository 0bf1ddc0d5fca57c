//! Temporary folders that are gone when their owner is, and free ports. It knows nothing of what is put there.

use std::fs;
use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::process;
use std::sync::atomic::{AtomicU32, Ordering};

use crate::Outcome;

static NEXT: AtomicU32 = AtomicU32::new(0);

/// A new empty folder, removed on Drop.
#[derive(Debug)]
pub struct Folder {
    path: PathBuf,
}

impl Folder {
    /// Makes `anteroom-{kind}-{process}-{number}` under the machine's temporary folder.
    pub fn new(kind: &str) -> Outcome<Self> {
        loop {
            let number = NEXT.fetch_add(1, Ordering::Relaxed);
            let path = std::env::temp_dir().join(format!("anteroom-{kind}-{}-{number}", process::id()));
            match fs::create_dir(&path) {
                Ok(()) => return Ok(Self { path }),
                // An earlier process of the same number was killed before it could clean up.
                Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error.into()),
            }
        }
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // A program that is just ending may still write: what it leaves lies in the temporary folder and harms nobody.
        drop(fs::remove_dir_all(&self.path));
    }
}

/// A port of 127.0.0.1 that nobody listened on a moment ago, for programs that cannot choose one themselves.
pub fn free_port() -> Outcome<u16> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port())
}
