//! A stand-in of EventStoreDB / `KurrentDB`: enough of its protocol, over plain HTTP/2, for the log and for other companies' clients, with faults on demand.
//!
//! It is no server: nothing is durable, one node leads for ever, and access is not checked. No real server could be had where this was written.

#[expect(clippy::result_large_err, reason = "a Status is what gRPC answers with")]
mod answers;
mod faults;
#[expect(missing_docs, reason = "the names of fields of a protocol that is described elsewhere")]
pub mod messages;
#[expect(clippy::result_large_err, reason = "a Status is what gRPC answers with")]
mod read;
mod records;

pub use faults::Ending;

use crate::{Failure, Outcome, wait};
use faults::Faults;
use hyper::server::conn::http2;
use hyper::service::service_fn;
use hyper_util::rt::{TokioExecutor, TokioIo};
use records::Records;
use std::fmt;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::runtime::Runtime;
use tokio::sync::watch;
use tokio::task::{JoinHandle, JoinSet};

/// A running stand-in, ended on Drop.
pub struct StandIn {
    node: Arc<Node>,
    runtime: Option<Runtime>,
    listening: Mutex<Option<JoinHandle<()>>>,
}

/// What all connections share.
struct Node {
    address: SocketAddr,
    /// Who leads, when it is another.
    leader: Option<SocketAddr>,
    records: Arc<Mutex<Records>>,
    /// Rung at each append and each fault.
    changes: Arc<watch::Sender<u64>>,
    faults: Mutex<Faults>,
    redirected: AtomicU64,
    subscribed: AtomicU64,
}

impl fmt::Debug for StandIn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "StandIn({})", self.node.address)
    }
}

impl StandIn {
    /// Starts one on a free port of 127.0.0.1.
    pub fn start() -> Outcome<Self> {
        let standin = Self::late()?;
        standin.resume()?;
        Ok(standin)
    }

    /// One that has its address and is not there yet.
    pub fn late() -> Outcome<Self> {
        Self::node(None, Arc::new(Mutex::new(Records::new())), Arc::new(watch::Sender::new(0)))
    }

    /// Another node of this one's cluster, which sends whoever needs a leader to it.
    pub fn follower(&self) -> Outcome<Self> {
        let follower =
            Self::node(Some(self.node.address), self.node.records.clone(), self.node.changes.clone())?;
        follower.resume()?;
        Ok(follower)
    }

    fn node(
        leader: Option<SocketAddr>,
        records: Arc<Mutex<Records>>,
        changes: Arc<watch::Sender<u64>>,
    ) -> Outcome<Self> {
        let address = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?;
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .thread_name("stand-in")
            .build()?;
        let node = Node {
            address,
            leader,
            records,
            changes,
            faults: Mutex::default(),
            redirected: AtomicU64::new(0),
            subscribed: AtomicU64::new(0),
        };
        Ok(Self { node: Arc::new(node), runtime: Some(runtime), listening: Mutex::new(None) })
    }

    /// `esdb://…`, without TLS.
    pub fn url(&self) -> String {
        format!("esdb://{}?tls=false", self.node.address)
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.node.address
    }

    /// Cuts all connections and stops listening. What it has stored stays.
    pub fn stop(&self) -> Outcome {
        let Some(listening) = self.listening().take() else { return Ok(()) };
        listening.abort();
        wait::until("the stand-in to be gone", wait::DEADLINE, || Ok(listening.is_finished().then_some(())))
    }

    /// Listens (again), on its old address.
    pub fn resume(&self) -> Outcome {
        let listener = TcpListener::bind(self.node.address)?;
        listener.set_nonblocking(true)?;
        let runtime = self.runtime.as_ref().ok_or_else(|| Failure::new("the stand-in has ended"))?;
        *self.listening() = Some(runtime.spawn(listen(listener, self.node.clone())));
        Ok(())
    }

    /// How many requests it has sent to the leader.
    pub fn redirected(&self) -> u64 {
        self.node.redirected.load(Ordering::Relaxed)
    }

    /// How many subscriptions it has begun.
    pub fn subscribed(&self) -> u64 {
        self.node.subscribed.load(Ordering::Relaxed)
    }

    /// How many events it holds, its own included.
    pub fn events(&self) -> usize {
        self.node.records().all.len()
    }

    fn listening(&self) -> MutexGuard<'_, Option<JoinHandle<()>>> {
        self.listening.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for StandIn {
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

impl Node {
    fn records(&self) -> MutexGuard<'_, Records> {
        self.records.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn ring(&self) {
        self.changes.send_modify(|changes| *changes += 1);
    }
}

async fn listen(listener: TcpListener, node: Arc<Node>) {
    let Ok(listener) = tokio::net::TcpListener::from_std(listener) else { return };
    // They end with this task.
    let mut connections = JoinSet::new();
    loop {
        let Ok((stream, _)) = listener.accept().await else { continue };
        if stream.set_nodelay(true).is_err() {
            continue;
        }
        let node = node.clone();
        connections.spawn(async move {
            let serve = service_fn(move |request| answers::answer(node.clone(), request));
            // A client that goes away is no concern of a server.
            drop(
                http2::Builder::new(TokioExecutor::new()).serve_connection(TokioIo::new(stream), serve).await,
            );
        });
        while connections.try_join_next().is_some() {}
    }
}
