//! Lets small packets go at once, which the crate does not ask for: its requests go out as two, and the second would wait 40 ms for the first one's receipt.
//!
//! The crate owns its sockets and offers no way to them. The kernel does: a process may have a second handle of any of its own files (`pidfd_getfd`), and
//! an option set on one handle is set on the socket. Where a container forbids that, requests that come one at a time are slow, and nothing is wrong.

use eventstore::ClientSettings;
use std::collections::HashSet;
use std::sync::Mutex;
use std::time::{Duration, Instant};

/// An answer that took so long may have waited for a receipt: after a new connection, one does.
const SUSPICIOUS: Duration = Duration::from_millis(30);

/// How often to look for new sockets at most.
const EVERY: Duration = Duration::from_millis(500);

/// The server's ports, and when the sockets that lead there were last looked for.
pub(super) struct Packets {
    ports: Mutex<HashSet<u16>>,
    looked: Mutex<Option<Instant>>,
}

impl Packets {
    pub(super) fn to(settings: &ClientSettings) -> Self {
        let ports = settings.hosts().iter().map(|host| host.port as u16).collect();
        Self { ports: Mutex::new(ports), looked: Mutex::new(None) }
    }

    /// A leader was named, who may listen on another port.
    pub(super) fn also(&self, port: u32) {
        if let Ok(mut ports) = self.ports.lock() {
            ports.insert(port as u16);
        }
    }

    /// Whether, after an answer that took so long, it is time to look.
    pub(super) fn due(&self, took: Duration) -> Option<HashSet<u16>> {
        let mut looked = self.looked.lock().ok()?;
        if took < SUSPICIOUS || looked.is_some_and(|at| at.elapsed() < EVERY) {
            return None;
        }
        *looked = Some(Instant::now());
        Some(self.ports.lock().ok()?.clone())
    }
}

/// Looks through this process's sockets for those that lead to one of these ports.
#[cfg(target_os = "linux")]
pub(super) fn hurry(ports: &HashSet<u16>) {
    if let Err(error) = linux::hurry(ports) {
        tracing::debug!(kind = %error.kind(), "small packets to the server are held back; requests one at a time are slow");
    }
}

/// Only Linux has a way.
#[cfg(not(target_os = "linux"))]
pub(super) fn hurry(_: &HashSet<u16>) {}

#[cfg(target_os = "linux")]
mod linux {
    use rustix::process::{PidfdFlags, PidfdGetfdFlags, getpid, pidfd_getfd, pidfd_open};
    use socket2::Socket;
    use std::collections::HashSet;
    use std::io;

    pub(super) fn hurry(ports: &HashSet<u16>) -> io::Result<()> {
        let own = pidfd_open(getpid(), PidfdFlags::empty())?;
        for entry in std::fs::read_dir("/proc/self/fd")? {
            let entry = entry?;
            // A file may be closed meanwhile; its successor is found the next time.
            let is_socket =
                std::fs::read_link(entry.path()).is_ok_and(|to| to.to_string_lossy().starts_with("socket:"));
            let number = entry.file_name().to_str().and_then(|name| name.parse().ok());
            let Some(number) = number.filter(|_| is_socket) else { continue };
            let socket = match pidfd_getfd(&own, number, PidfdGetfdFlags::empty()) {
                Ok(handle) => Socket::from(handle),
                Err(rustix::io::Errno::BADF) => continue,
                Err(error) => return Err(error.into()),
            };
            let peer = socket.peer_addr().ok().and_then(|peer| peer.as_socket());
            if peer.is_some_and(|peer| ports.contains(&peer.port())) {
                socket.set_tcp_nodelay(true)?;
            }
        }
        Ok(())
    }
}
