//! The line to the server: a thread of its own for all requests, a client that is replaced when it has failed, and a bound on what is in flight.
//!
//! What it steps around in the crate: a client whose first connect fails is dead for ever; a client that has lost its cluster's leader never asks the
//! others again; its sockets hold small packets back (see `packets`).

use super::super::LogError;
use super::fault::{self, Fault};
use super::packets::{self, Packets};
use eventstore::{Client, ClientSettings, Error};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};
use tokio::runtime::{Builder, Handle};
use tokio::sync::{Semaphore, oneshot};

/// How many requests may be under way; more have to wait.
const IN_FLIGHT: usize = 256;

/// How long a request may take.
const PATIENCE: Duration = Duration::from_secs(10);

/// How often a request is sent again after the connection was lost or the leader moved.
const TRIES: u32 = 4;

/// How long to wait before the second try after a loss; doubled each time.
const PAUSE: Duration = Duration::from_millis(20);

/// See the module. Its thread ends when it is dropped.
pub(super) struct Line {
    settings: ClientSettings,
    runtime: Handle,
    client: Mutex<Held>,
    permits: Arc<Semaphore>,
    packets: Packets,
    _stop: oneshot::Sender<()>,
}

/// The client of now, and how many there were before.
#[derive(Default)]
struct Held {
    generation: u64,
    client: Option<Client>,
}

impl Line {
    pub(super) fn start(settings: ClientSettings) -> Result<Self, LogError> {
        let runtime = Builder::new_current_thread().enable_all().build().map_err(|e| unavailable(&e))?;
        let handle = runtime.handle().clone();
        let (stop, stopped) = oneshot::channel::<()>();
        std::thread::Builder::new()
            .name("log-line".into())
            // Ends by the sender's end; nothing is ever sent.
            .spawn(move || drop(runtime.block_on(stopped)))
            .map_err(|e| unavailable(&e))?;
        Ok(Self {
            packets: Packets::to(&settings),
            settings,
            runtime: handle,
            client: Mutex::default(),
            permits: Arc::new(Semaphore::new(IN_FLIGHT)),
            _stop: stop,
        })
    }

    /// Sends a request once. It goes on when the caller is dropped, and keeps its place until it ends.
    pub(super) async fn once<T, F, Work>(&self, work: F) -> Result<T, Fault>
    where
        T: Send + 'static,
        F: FnOnce(Client) -> Work + Send + 'static,
        Work: Future<Output = eventstore::Result<T>> + Send + 'static,
    {
        let permit = self.permits.clone().acquire_owned().await.map_err(|_| CLOSED)?;
        let (generation, client) = self.client()?;
        let task = self.runtime.spawn(async move {
            let _permit = permit;
            let start = Instant::now();
            (tokio::time::timeout(PATIENCE, work(client)).await, start.elapsed())
        });
        let (answer, took) = task.await.map_err(|_| CLOSED)?;
        if let Some(ports) = self.packets.due(took) {
            // It takes a millisecond, and nobody waits for it.
            drop(self.runtime.spawn_blocking(move || packets::hurry(&ports)));
        }
        let fault = match answer {
            Ok(Ok(answer)) => return Ok(answer),
            Ok(Err(error)) => self.told(&error),
            Err(_) => Fault::Lost("the server did not answer in time"),
        };
        if matches!(fault, Fault::Lost(_)) {
            self.replace(generation);
        }
        Err(fault)
    }

    /// Sends a request that may be repeated until it is answered or the server is clearly away.
    pub(super) async fn again<T, F, Work>(&self, work: F) -> Result<T, Fault>
    where
        T: Send + 'static,
        F: Fn(Client) -> Work + Clone + Send + 'static,
        Work: Future<Output = eventstore::Result<T>> + Send + 'static,
    {
        let mut tries = Tries::default();
        loop {
            match self.once(work.clone()).await {
                Err(fault) if tries.another(fault).await => {}
                answer => return answer,
            }
        }
    }

    fn told(&self, error: &Error) -> Fault {
        if let Error::NotLeaderException(leader) = error {
            self.packets.also(leader.port);
        }
        fault::of(error)
    }

    fn client(&self) -> Result<(u64, Client), Fault> {
        let mut held = self.client.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(client) = &held.client {
            return Ok((held.generation, client.clone()));
        }
        let client = connect(&self.runtime, &self.settings).map_err(|error| fault::of(&error))?;
        held.generation += 1;
        held.client = Some(client.clone());
        Ok((held.generation, client))
    }

    /// Whoever fails first has the client replaced; the others find the new one.
    fn replace(&self, generation: u64) {
        let mut held = self.client.lock().unwrap_or_else(PoisonError::into_inner);
        if held.generation == generation {
            held.client = None;
        }
    }
}

/// A client on this runtime. It connects at its first request.
pub(super) fn connect(runtime: &Handle, settings: &ClientSettings) -> eventstore::Result<Client> {
    Client::with_runtime_handle(runtime.clone(), settings.clone())
}

/// How often something was tried.
#[derive(Default)]
pub(super) struct Tries(u32);

impl Tries {
    /// Whether to try once more, after a pause where the connection was lost.
    pub(super) async fn another(&mut self, fault: Fault) -> bool {
        self.0 += 1;
        let more = fault.passing() && self.0 < TRIES;
        if more && self.0 > 1 {
            tokio::time::sleep(PAUSE * 2_u32.pow(self.0)).await;
        }
        more
    }
}

const CLOSED: Fault = Fault::Refused("the log is closed");

fn unavailable(error: &std::io::Error) -> LogError {
    LogError::Unavailable(error.kind().to_string())
}

/// Reads an address: `esdb://…`, or the newer `kurrentdb://…`, which means the same. Connecting need not wait half a second, unless it is told to.
pub(super) fn settings(url: &str) -> Result<ClientSettings, LogError> {
    // The parser's own words would repeat the address, and with it the password.
    let unreadable = || LogError::Unavailable("the server's address cannot be read".into());
    let (scheme, rest) = url.split_once("://").ok_or_else(unreadable)?;
    let scheme = match scheme {
        "esdb" | "kurrentdb" | "kurrent" | "kdb" => "esdb",
        "esdb+discover" | "kurrentdb+discover" | "kurrent+discover" | "kdb+discover" => "esdb+discover",
        _ => return Err(unreadable()),
    };
    let mut text = format!("{scheme}://{rest}");
    for (name, value) in [("discoveryInterval", "20"), ("maxDiscoverAttempts", "10")] {
        if !text.to_lowercase().contains(&format!("{}=", name.to_lowercase())) {
            let joint = if text.contains('?') { '&' } else { '?' };
            text = format!("{text}{joint}{name}={value}");
        }
    }
    text.parse().map_err(|_| unreadable())
}

#[cfg(test)]
mod tests {
    use super::settings;
    use std::time::Duration;

    #[test]
    fn an_address_is_read_and_connecting_is_quick_unless_it_says_otherwise() {
        let quick = settings("kurrentdb+discover://a.example:2113").unwrap();
        assert!(quick.is_dns_discovery_enabled() && quick.is_secure_mode_enabled());
        assert_eq!(quick.discovery_interval(), Duration::from_millis(20));
        let slow = settings("esdb://a:1,b:2,c:3?tls=false&discoveryinterval=700").unwrap();
        assert_eq!((slow.hosts().len(), slow.discovery_interval()), (3, Duration::from_millis(700)));
        for wrong in ["", "postgres://x", "esdb://", "esdb://x:y"] {
            let words = format!("{:?}", settings(wrong).unwrap_err());
            assert!(!words.contains("x:y"), "{words}");
        }
    }
}
