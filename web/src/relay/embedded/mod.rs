//! The embedded relay: TURN (RFC 8656) over UDP, TCP and TLS for the holders of a pass. It forwards sealed packets, keeps no list of who spoke with whom, and
//! writes no address into any trace.

mod client;
mod named;
mod peers;
mod quota;
mod session;
mod stream;
#[cfg(test)]
mod tests;
mod trial;
mod udp;

pub use peers::{NoRange, Range};

use super::{IceServer, Passes, Relay, Secret};
use crate::front::Opened;
use crate::participant::Whereabouts;
use crate::tls::{Acceptor, Certificate};
use async_trait::async_trait;
use chrono::TimeDelta;
use client::FromPeer;
use quota::Ledger;
use session::House;
use std::collections::HashMap;
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::ops::RangeInclusive;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::Duration;
use store::{Clock, Entropy};
use tokio::net::TcpListener;
use tokio::sync::mpsc;
use tokio::task::JoinSet;
use tokio::time::Instant;
use trial::There;
use uuid::Uuid;

/// Where the relay listens and what it may.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The name or address under which browsers find it.
    pub host: String,
    /// Where it listens, UDP and TCP; port 0 takes a free one.
    pub listen: SocketAddr,
    /// TLS on a port of its own, if there is any.
    pub tls: Option<Tls>,
    /// The HTTPS port, where that hands the relay's clients on to it.
    pub https: Option<u16>,
    /// The public addresses of this machine, from which peers hear: one of IPv4, one of IPv6, or both.
    pub addresses: Vec<IpAddr>,
    /// The ports on which peers are heard; without them any free one.
    pub ports: Option<RangeInclusive<u16>>,
    /// Ranges outside of the public internet to which it sends all the same.
    pub allowed: Vec<Range>,
    /// How much it gives.
    pub limits: Limits,
}

/// Where TLS is listened for, and under which certificate.
#[derive(Clone, Debug)]
pub struct Tls {
    /// Where to listen.
    pub listen: SocketAddr,
    /// The port that browsers are told, where another server in front passes it on.
    pub told: Option<u16>,
    /// The certificate.
    pub certificate: Certificate,
}

/// How much the relay gives. Tests turn them.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Ways at once for one pass: a browser opens one for each of the relay's addresses, its own networks, and the people it speaks with.
    pub allocations_per_pass: usize,
    /// Ways at once for one address: a whole clinic may stand behind it.
    pub allocations_per_address: usize,
    /// Ways at once in all.
    pub allocations: usize,
    /// Bytes a second for one pass, both directions together; what is more is dropped.
    pub bytes_per_second: u64,
    /// How long one way may last; the pass has to be fresh only when it is opened.
    pub lifetime: Duration,
    /// The same three for a pass of the device test, and its ways at once in all.
    pub to_try: ToTry,
    /// Clients of one address that have shown no pass yet.
    pub strangers_per_address: usize,
    /// The same, of all addresses.
    pub strangers: usize,
    /// How long such a client is kept.
    pub stranger_for: Duration,
}

/// How much the relay gives to the device test.
#[derive(Clone, Copy, Debug)]
pub struct ToTry {
    /// Ways at once for one pass.
    pub allocations_per_pass: usize,
    /// Ways at once of all tests together: they leave the relay to the calls.
    pub allocations: usize,
    /// Bytes a second for one pass, both directions together.
    pub bytes_per_second: u64,
    /// How long one way may last.
    pub lifetime: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            allocations_per_pass: 24,
            allocations_per_address: 256,
            allocations: 4096,
            bytes_per_second: 1_500_000,
            lifetime: Duration::from_hours(12),
            to_try: ToTry {
                allocations_per_pass: 8,
                allocations: 256,
                bytes_per_second: 500_000,
                lifetime: Duration::from_mins(2),
            },
            strangers_per_address: 64,
            strangers: 4096,
            stranger_for: Duration::from_secs(20),
        }
    }
}

/// What becomes of packets on a bad network. Only tests pass one in.
pub trait Impairment: Send + Sync {
    /// Whether a packet of so many bytes gets through now.
    fn passes(&self, bytes: usize, now: Instant) -> bool;
}

/// The running relay; it ends when this is dropped.
pub struct Embedded {
    urls: Vec<String>,
    shared: Arc<Shared>,
    _tasks: JoinSet<()>,
}

/// What all clients share.
struct Shared {
    house: Arc<House>,
    addresses: Vec<IpAddr>,
    bind: IpAddr,
    ports: Option<RangeInclusive<u16>>,
    limits: Limits,
    entropy: Arc<dyn Entropy>,
    impairment: Option<Arc<dyn Impairment>>,
    started: Instant,
    /// The ways that are open, by the address peers see: one client reaches another's inside.
    ways: Mutex<HashMap<SocketAddr, mpsc::Sender<FromPeer>>>,
}

impl Embedded {
    /// Starts listening. `secret`: `None` draws one, which is enough where nobody else has to know it.
    pub async fn start(
        settings: Settings,
        secret: Option<Secret>,
        clock: Arc<dyn Clock>,
        entropy: Arc<dyn Entropy>,
        impairment: Option<Arc<dyn Impairment>>,
    ) -> io::Result<Self> {
        let secret = secret.unwrap_or_else(|| {
            let mut drawn = [0; 32];
            entropy.fill(&mut drawn);
            Secret::new(&drawn)
        });
        let (tcp, udp) = listen(settings.listen).await?;
        let here = tcp.local_addr()?;
        let host = bracketed(&settings.host);
        let mut urls =
            ["udp", "tcp"].map(|by| format!("turn:{host}:{}?transport={by}", here.port())).to_vec();
        let limits = settings.limits;
        let house = House {
            passes: Passes::new(secret, clock),
            peers: peers::Peers::new(settings.allowed),
            ledger: Arc::new(Ledger::new(limits)),
            addresses: settings.addresses.iter().map(IpAddr::to_canonical).collect(),
            participant: OnceLock::new(),
        };
        let shared = Arc::new(Shared {
            addresses: house.addresses.clone(),
            house: Arc::new(house),
            bind: settings.listen.ip(),
            ports: settings.ports,
            limits,
            entropy,
            impairment,
            started: Instant::now(),
            ways: Mutex::default(),
        });
        let mut tasks = JoinSet::new();
        if let Some(tls) = &settings.tls {
            let listener = TcpListener::bind(tls.listen).await?;
            let port = tls.told.map_or_else(|| listener.local_addr().map(|at| at.port()), Ok)?;
            urls.push(format!("turns:{host}:{port}?transport=tcp"));
            let acceptor = Acceptor::new(&tls.certificate)?;
            tasks.spawn(stream::serve_tls(Arc::clone(&shared), listener, acceptor));
        }
        urls.extend(settings.https.map(|port| format!("turns:{host}:{port}?transport=tcp")));
        tasks.spawn(udp::serve(Arc::clone(&shared), udp));
        tasks.spawn(stream::serve(Arc::clone(&shared), tcp));
        Ok(Self { urls, shared, _tasks: tasks })
    }

    /// Where browsers are told that it is.
    pub fn urls(&self) -> &[String] {
        &self.urls
    }
}

#[async_trait]
impl Relay for Embedded {
    fn pass(&self, subject: Uuid, lasts: TimeDelta) -> IceServer {
        self.shared.house.passes.give(&self.urls, subject, lasts)
    }

    fn allocations(&self) -> usize {
        self.shared.house.ledger.allocations()
    }

    fn tests(&self) -> bool {
        self.shared.house.participant.get().is_some()
    }

    fn leads_to(&self, participant: &Whereabouts) {
        self.shared.house.participant.get_or_init(|| There::of(participant, self.shared.bind));
    }

    async fn attend(&self, stream: Opened, from: SocketAddr) {
        stream::attend(Arc::clone(&self.shared), stream, from).await;
    }
}

impl Shared {
    fn now(&self) -> turn_server_proto::types::Instant {
        let nanos = i64::try_from(self.started.elapsed().as_nanos()).unwrap_or(i64::MAX);
        turn_server_proto::types::Instant::from_nanos(nanos)
    }

    fn ways(&self) -> MutexGuard<'_, HashMap<SocketAddr, mpsc::Sender<FromPeer>>> {
        self.ways.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Counts a packet, unless a test's bad network swallows it.
    fn passes(&self, bytes: usize) -> bool {
        let through = self.impairment.as_ref().is_none_or(|bad| bad.passes(bytes, Instant::now()));
        if through {
            metrics::counter!("anteroom_relay_bytes_total").increment(bytes as u64);
        }
        through
    }
}

/// One port for TCP and UDP. Where a free one is asked for, the one that TCP is given may be taken for UDP: then another is tried.
async fn listen(at: SocketAddr) -> io::Result<(TcpListener, tokio::net::UdpSocket)> {
    let mut last = io::Error::from(io::ErrorKind::AddrInUse);
    for _ in 0..8 {
        let tcp = TcpListener::bind(at).await?;
        match udp::bind(tcp.local_addr()?) {
            Ok(udp) => return Ok((tcp, udp)),
            Err(error) if at.port() == 0 => last = error,
            Err(error) => return Err(error),
        }
    }
    Err(last)
}

/// An address of IPv6 as it stands in a URL.
fn bracketed(host: &str) -> String {
    if host.contains(':') && !host.starts_with('[') { format!("[{host}]") } else { host.to_owned() }
}
