//! Where requests come in: plainly, for this machine or for a server in front, and under our own certificate. There the relay answers too, so that a network
//! which lets out nothing but TLS to the HTTPS port lets a call through. Nobody keeps a line that says nothing, and no address has all of them.

mod places;

use crate::relay::Relay;
use crate::tls::Acceptor;
use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::{Service as _, service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
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
    /// Lines of one address that shake hands or have said nothing yet.
    pub strangers_per_address: usize,
    /// The same, of all addresses.
    pub strangers: usize,
    /// Lines of one address under TLS in all: a whole hospital may stand behind it.
    pub per_address: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            first_word: Duration::from_secs(30),
            silence: Duration::from_secs(75),
            strangers_per_address: 64,
            strangers: 4_096,
            per_address: 2_048,
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
        Self { plain, https: None, limits: Limits::default() }
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
        let places = Arc::new(Places::new(limits));
        let https = Https { listener, acceptor: Arc::new(acceptor), relay, places };
        Self { plain: self.plain, https: Some(https), limits }
    }

    /// Serves until the signal, and then until those who are being answered have their answer.
    pub async fn serve(self, router: Router, stop: impl Future<Output = ()>) {
        let (stopping, told) = watch::channel(false);
        let (mut tasks, mut stop) = (JoinSet::new(), pin!(stop));
        loop {
            tokio::select! {
                () = &mut stop => break,
                (stream, from) = accept(Some(&self.plain)) => {
                    tasks.spawn(converse(stream, from, false, self.limits.silence, router.clone(), told.clone()));
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
        _ => converse(stream, from, true, limits.silence, router, told).await,
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
    stream: impl AsyncRead + AsyncWrite + Unpin + Send + 'static,
    from: SocketAddr,
    under_tls: bool,
    silence: Duration,
    router: Router,
    mut told: watch::Receiver<bool>,
) {
    let pages = TowerToHyperService::new(router);
    let service = service_fn(move |request: Request<Incoming>| {
        let mut request = request.map(Body::new);
        request.extensions_mut().insert(ConnectInfo(from));
        if under_tls {
            request.extensions_mut().insert(UnderTls);
        }
        pages.call(request)
    });
    let line = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(silence)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::participant::Whereabouts;
    use crate::relay::IceServer;
    use crate::tls::Certificate;
    use async_trait::async_trait;
    use axum::routing::get;
    use chrono::TimeDelta;
    use std::path::PathBuf;
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
    use tokio_rustls::TlsConnector;
    use tokio_rustls::rustls::crypto::ring::default_provider;
    use tokio_rustls::rustls::pki_types::{CertificateDer, ServerName, pem::PemObject as _};
    use tokio_rustls::rustls::{ClientConfig, RootCertStore};
    use uuid::Uuid;

    /// Gives back whatever it is sent.
    struct Echo;

    #[async_trait]
    impl Relay for Echo {
        fn pass(&self, _: Uuid, _: TimeDelta) -> IceServer {
            IceServer { urls: vec![], username: String::new(), credential: String::new() }
        }

        fn allocations(&self) -> usize {
            0
        }

        fn tests(&self) -> bool {
            false
        }

        fn leads_to(&self, _: &Whereabouts) {}

        async fn attend(&self, stream: Opened, _: SocketAddr) {
            let (mut read, mut write) = tokio::io::split(stream);
            tokio::io::copy(&mut read, &mut write).await.unwrap();
        }
    }

    struct House {
        folder: PathBuf,
        plain: SocketAddr,
        https: SocketAddr,
    }

    impl Drop for House {
        fn drop(&mut self) {
            drop(std::fs::remove_dir_all(&self.folder));
        }
    }

    fn certify(folder: &std::path::Path) {
        let made = rcgen::generate_simple_self_signed(vec!["localhost".to_owned()]).unwrap();
        std::fs::write(folder.join("cert.pem"), made.cert.pem()).unwrap();
        std::fs::write(folder.join("key.pem"), made.signing_key.serialize_pem()).unwrap();
    }

    async fn house(name: &str, relay: Option<Arc<dyn Relay>>) -> House {
        house_with(name, relay, Limits::default()).await
    }

    async fn house_with(name: &str, relay: Option<Arc<dyn Relay>>, limits: Limits) -> House {
        let folder = std::env::temp_dir().join(format!("anteroom-front-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        certify(&folder);
        let certificate = Certificate { chain: folder.join("cert.pem"), key: folder.join("key.pem") };
        let acceptor = Acceptor::new(&certificate).unwrap();
        let listen = || TcpListener::bind(("127.0.0.1", 0));
        let (plain, https) = (listen().await.unwrap(), listen().await.unwrap());
        let (plain_at, https_at) = (plain.local_addr().unwrap(), https.local_addr().unwrap());
        let whom = |request: Request<Body>| async move {
            let from = request.extensions().get::<ConnectInfo<SocketAddr>>().unwrap().0.ip();
            format!("{from} {}", request.extensions().get::<UnderTls>().is_some())
        };
        let router = Router::new().route("/", get(whom));
        let front = Front::plain(plain).with_tls(https, acceptor, relay, limits);
        tokio::spawn(front.serve(router, std::future::pending()));
        House { folder, plain: plain_at, https: https_at }
    }

    impl House {
        /// A client that believes the certificate which is there now, and names these protocols.
        async fn shaken(&self, protocols: &[&str]) -> io::Result<tokio_rustls::client::TlsStream<TcpStream>> {
            let mut roots = RootCertStore::empty();
            roots.add(CertificateDer::from_pem_file(self.folder.join("cert.pem")).unwrap()).unwrap();
            let mut config = ClientConfig::builder_with_provider(Arc::new(default_provider()))
                .with_safe_default_protocol_versions()
                .unwrap()
                .with_root_certificates(roots)
                .with_no_client_auth();
            config.alpn_protocols = protocols.iter().map(|name| name.as_bytes().to_vec()).collect();
            let stream = TcpStream::connect(self.https).await?;
            TlsConnector::from(Arc::new(config))
                .connect(ServerName::try_from("localhost").unwrap(), stream)
                .await
        }
    }

    async fn answered(mut stream: impl AsyncRead + AsyncWrite + Unpin) -> String {
        stream.write_all(b"GET / HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n").await.unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.unwrap();
        answer
    }

    #[tokio::test]
    async fn requests_come_plainly_and_under_tls_with_their_address_and_the_relays_clients_go_to_it() {
        let house = house("both", Some(Arc::new(Echo))).await;
        let plain = answered(TcpStream::connect(house.plain).await.unwrap()).await;
        let tls = answered(house.shaken(&["h2", "http/1.1"]).await.unwrap()).await;
        for (answer, under_tls) in [(plain, false), (tls, true)] {
            let said = format!("127.0.0.1 {under_tls}");
            assert!(answer.starts_with("HTTP/1.1 200") && answer.ends_with(&said), "{answer}");
        }
        // Browsers may name a protocol to a relay, or none.
        for protocols in [&[][..], &["stun.turn"], &["webrtc"]] {
            let mut client = house.shaken(protocols).await.unwrap();
            let allocate = [0, 3, 0, 0, 0x21, 0x12, 0xa4, 0x42];
            client.write_all(&allocate).await.unwrap();
            let mut back = [0; 8];
            client.read_exact(&mut back).await.unwrap();
            assert_eq!(back, allocate, "it went to the relay, from its first byte on");
        }
    }

    #[tokio::test]
    async fn without_a_relay_its_clients_are_told_off() {
        let house = house("alone", None).await;
        let mut client = house.shaken(&[]).await.unwrap();
        client.write_all(&[0; 40]).await.unwrap();
        let mut back = String::new();
        client.read_to_string(&mut back).await.unwrap();
        assert!(back.starts_with("HTTP/1.1 400"), "{back}");
    }

    #[tokio::test]
    async fn the_silent_of_one_address_have_few_places_and_get_them_back() {
        let limits = Limits { strangers_per_address: 2, ..Limits::default() };
        let house = house_with("silent", None, limits).await;
        let first = house.shaken(&[]).await.unwrap();
        let _second = house.shaken(&[]).await.unwrap();
        assert!(house.shaken(&[]).await.is_err(), "a third is cut");
        drop(first);
        // The place is free once the server has heard of it.
        let answer = loop {
            if let Ok(stream) = house.shaken(&[]).await {
                break answered(stream).await;
            }
        };
        assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    }

    #[tokio::test]
    async fn who_has_spoken_counts_as_well_and_no_longer_as_a_stranger() {
        let limits = Limits { strangers_per_address: 1, per_address: 2, ..Limits::default() };
        let house = house_with("spoken", None, limits).await;
        let mut lines = Vec::new();
        for _ in 0..2 {
            let mut line = house.shaken(&[]).await.unwrap();
            line.write_all(b"GET / HTTP/1.1\r\nhost: localhost\r\n\r\n").await.unwrap();
            line.read_exact(&mut [0; 12]).await.unwrap();
            lines.push(line);
        }
        assert!(house.shaken(&[]).await.is_err(), "both lines are open");
    }

    #[tokio::test]
    async fn half_a_request_and_an_idle_line_are_cut() {
        let limits = Limits {
            silence: Duration::from_millis(50),
            first_word: Duration::from_millis(50),
            ..Limits::default()
        };
        let house = house_with("half", None, limits).await;
        for said in ["", "G", "GET / HTTP/1.1\r\nhost: loc", "GET / HTTP/1.1\r\nhost: localhost\r\n\r\n"] {
            let mut line = house.shaken(&[]).await.unwrap();
            line.write_all(said.as_bytes()).await.unwrap();
            let mut heard = Vec::new();
            // Cut in the middle, TLS calls it an error; that it ends at all is what counts.
            drop(
                timeout(Duration::from_secs(20), line.read_to_end(&mut heard))
                    .await
                    .expect("the line is cut"),
            );
            assert_eq!(heard.starts_with(b"HTTP/1.1 200"), said.ends_with("\r\n\r\n"), "{said:?}");
        }
    }

    #[tokio::test]
    async fn a_new_certificate_is_taken_without_a_restart_and_half_of_one_is_not() {
        let house = house("renewed", None).await;
        let later = |name: &str, seconds: u64| {
            let file = std::fs::File::options().write(true).open(house.folder.join(name)).unwrap();
            file.set_modified(std::time::UNIX_EPOCH + Duration::from_secs(4_000_000_000 + seconds)).unwrap();
        };
        let old = std::fs::read(house.folder.join("cert.pem")).unwrap();
        certify(&house.folder);
        let new = std::fs::read(house.folder.join("cert.pem")).unwrap();
        let key = std::fs::read(house.folder.join("key.pem")).unwrap();
        std::fs::write(house.folder.join("key.pem"), "half").unwrap();
        later("key.pem", 60);
        assert!(house.shaken(&[]).await.is_err(), "the new one is not shown yet");
        std::fs::write(house.folder.join("cert.pem"), &old).unwrap();
        house.shaken(&[]).await.unwrap();
        std::fs::write(house.folder.join("cert.pem"), new).unwrap();
        std::fs::write(house.folder.join("key.pem"), key).unwrap();
        later("key.pem", 120);
        house.shaken(&[]).await.unwrap();
    }
}
