//! Where requests come in: plainly, for this machine or for a server in front, and under our own certificate. There the relay answers too, so that a network
//! which lets out nothing but TLS to the HTTPS port lets a call through. Nobody keeps a line that says nothing, or by asking slowly, or by taking no answer,
//! and no address has all of them.

mod body;
mod line;
mod places;
#[cfg(test)]
mod tests;

use crate::relay::Relay;
use crate::tls::Acceptor;
use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::Request;
use body::InTime;
use hyper::body::{Body as _, Incoming};
use hyper::server::conn::http1;
use hyper::service::{Service as _, service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use line::Line;
#[cfg(feature = "relay")]
pub(crate) use places::counted;
use places::{Place, Places};
use std::io;
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncBufReadExt as _, AsyncRead, AsyncWrite, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio::time::timeout;
use tokio_rustls::server::TlsStream;

/// A stream under our certificate, of which the first bytes were looked at.
pub type Opened = BufReader<TlsStream<TcpStream>>;

/// Marks requests that came under our own certificate: they are never this machine's own.
#[derive(Clone, Copy, Debug)]
pub struct UnderTls;

/// How much one may take who has not said who they are.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// How long a line under TLS may be silent before its first word: browsers open some ahead.
    pub first_word: Duration,
    /// How long the head of a request may take, and a line be idle before it: longer than servers in front keep theirs.
    pub silence: Duration,
    /// How long the body of a request may take to come; a large one has longer, as far as it comes.
    pub body: Duration,
    /// How long nothing of an answer may be taken before its line is cut.
    pub stuck: Duration,
    /// Lines of one address that shake hands or have said nothing yet.
    pub strangers_per_address: usize,
    /// The same, of all addresses.
    pub strangers: usize,
    /// Lines of one address under TLS in all: a whole hospital may stand behind it.
    pub per_address: usize,
    /// Lines of all addresses, under TLS; and as many plain ones beside them, so that neither port is closed by the other.
    pub lines: usize,
}

impl Limits {
    /// Of the plain port: this machine and a server in front bring everybody from one address.
    fn of_one_address(self) -> Self {
        let lines = self.lines;
        Self { strangers_per_address: lines, strangers: lines, per_address: lines, ..self }
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            first_word: Duration::from_secs(30),
            silence: Duration::from_secs(75),
            body: Duration::from_secs(30),
            stuck: Duration::from_mins(1),
            strangers_per_address: 64,
            strangers: 4_096,
            per_address: 2_048,
            lines: 16_384,
        }
    }
}

/// What is looked at first; larger reads go past it.
const GLANCE: usize = 512;
/// After an error of accepting (too many open files): others close meanwhile.
const BREATH: Duration = Duration::from_millis(100);

/// All that is listened on.
pub struct Front {
    plain: TcpListener,
    places: Arc<Places>,
    https: Option<Https>,
    limits: Limits,
}

struct Https {
    listener: TcpListener,
    acceptor: Arc<Acceptor>,
    relay: Option<Arc<dyn Relay>>,
    places: Arc<Places>,
}

impl Front {
    /// Plain HTTP alone.
    pub fn plain(plain: TcpListener) -> Self {
        let limits = Limits::default();
        Self { plain, places: Arc::new(Places::new(limits.of_one_address())), https: None, limits }
    }

    /// The same, and HTTPS on this listener, with the relay behind it.
    #[must_use]
    pub fn with_tls(
        self,
        listener: TcpListener,
        acceptor: Acceptor,
        relay: Option<Arc<dyn Relay>>,
        limits: Limits,
    ) -> Self {
        let [places, plain] = [limits, limits.of_one_address()].map(|limits| Arc::new(Places::new(limits)));
        let https = Https { listener, acceptor: Arc::new(acceptor), relay, places };
        Self { plain: self.plain, places: plain, https: Some(https), limits }
    }

    /// Serves until the signal, and then until those who are being answered have their answer.
    pub async fn serve(self, router: Router, stop: impl Future<Output = ()>) {
        let (stopping, told) = watch::channel(false);
        let (mut tasks, mut stop) = (JoinSet::new(), pin!(stop));
        loop {
            tokio::select! {
                () = &mut stop => break,
                (stream, from) = accept(Some(&self.plain)) => {
                    let Some(place) = Places::take(&self.places, from.ip()) else { continue };
                    let stream = Line::new(stream, self.limits.stuck, place);
                    tasks.spawn(converse(stream, from, false, self.limits, router.clone(), told.clone()));
                }
                (stream, from) = accept(self.https.as_ref().map(|https| &https.listener)) => {
                    // Who has too many lines is cut; they come back.
                    let Some(https) = &self.https else { continue };
                    let Some(place) = Places::take(&https.places, from.ip()) else { continue };
                    let (acceptor, relay) = (Arc::clone(&https.acceptor), https.relay.clone());
                    tasks.spawn(attend(stream, from, place, acceptor, relay, self.limits, router.clone(), told.clone()));
                }
                Some(ended) = tasks.join_next() => {
                    if ended.is_err() {
                        tracing::warn!("a connection was given up after a fault");
                    }
                }
            }
        }
        drop((self.plain, self.https));
        stopping.send_replace(true);
        while tasks.join_next().await.is_some() {}
    }
}

/// The next who comes. Where nothing is listened on, nobody does.
async fn accept(listener: Option<&TcpListener>) -> (TcpStream, SocketAddr) {
    let Some(listener) = listener else { return std::future::pending().await };
    loop {
        match listener.accept().await {
            // Small packets go at once: some of this is a call's.
            Ok((stream, from)) if stream.set_nodelay(true).is_ok() => return (stream, from),
            Ok(_) => {}
            Err(error) => {
                tracing::warn!(%error, "a connection could not be taken");
                tokio::time::sleep(BREATH).await;
            }
        }
    }
}

/// Shakes hands, looks at the first byte, and leads to the relay or to the pages.
#[expect(clippy::too_many_arguments, reason = "all that one line needs, once")]
async fn attend(
    stream: TcpStream,
    from: SocketAddr,
    mut place: Place,
    acceptor: Arc<Acceptor>,
    relay: Option<Arc<dyn Relay>>,
    limits: Limits,
    router: Router,
    told: watch::Receiver<bool>,
) {
    let Ok(stream) = open(stream, &acceptor, limits.first_word).await else { return };
    place.has_spoken();
    match relay {
        Some(relay) if speaks_turn(&stream) => relay.attend(stream, from).await,
        _ => converse(Line::new(stream, limits.stuck, place), from, true, limits, router, told).await,
    }
}

/// Shakes hands, and waits until there is something to look at.
async fn open(stream: TcpStream, acceptor: &Acceptor, first_word: Duration) -> io::Result<Opened> {
    let mut stream = BufReader::with_capacity(GLANCE, acceptor.accept(stream).await?);
    if timeout(first_word, stream.fill_buf()).await??.is_empty() {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    Ok(stream)
}

/// A client of the relay begins with a message of STUN, whose first two bits are 0; a request with a letter.
fn speaks_turn(stream: &Opened) -> bool {
    stream.buffer().first().is_some_and(|first| first >> 6 == 0)
}

/// Answers the requests of one line (HTTP/1), and hands it over where a room asks for it.
async fn converse(
    stream: Line<impl AsyncRead + AsyncWrite + Unpin + Send + 'static>,
    from: SocketAddr,
    under_tls: bool,
    limits: Limits,
    router: Router,
    mut told: watch::Receiver<bool>,
) {
    let pages = TowerToHyperService::new(router);
    let service = service_fn(move |request: Request<Incoming>| {
        let mut request = request.map(|body| {
            if body.is_end_stream() { Body::new(body) } else { Body::new(InTime::new(body, limits.body)) }
        });
        request.extensions_mut().insert(ConnectInfo(from));
        if under_tls {
            request.extensions_mut().insert(UnderTls);
        }
        pages.call(request)
    });
    let line = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(limits.silence)
        .serve_connection(TokioIo::new(stream), service)
        .with_upgrades();
    let mut line = pin!(line);
    let stopping = async move { drop(told.wait_for(|stopping| *stopping).await) };
    let ended = tokio::select! {
        ended = line.as_mut() => ended,
        () = stopping => {
            line.as_mut().graceful_shutdown();
            line.await
        }
    };
    if let Err(error) = ended {
        // Whoever goes in the middle of a sentence is no fault of ours; the words hold no address.
        tracing::debug!(%error, "a line has ended");
    }
}
