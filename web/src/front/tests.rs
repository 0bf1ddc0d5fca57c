//! Lines that come in, over real sockets on loopback; times are short ones, passed in.

use super::*;
use crate::participant::Whereabouts;
use crate::relay::IceServer;
use crate::tls::Certificate;
use async_trait::async_trait;
use axum::extract::ws::{WebSocket, WebSocketUpgrade};
use axum::routing::{get, post};
use chrono::TimeDelta;
use std::path::PathBuf;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::crypto::ring::default_provider;
use tokio_rustls::rustls::pki_types::{CertificateDer, ServerName, pem::PemObject as _};
use tokio_rustls::rustls::{ClientConfig, RootCertStore};
use uuid::Uuid;

/// How long is waited for what must come.
const COMES: Duration = Duration::from_secs(20);

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

/// More than the system keeps of what is on its way between two ends on one machine.
const LARGE: usize = 64 * 1024 * 1024;

/// Hears until the line is over.
async fn sit(mut socket: WebSocket) {
    while socket.recv().await.is_some() {}
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
    let router = Router::new()
        .route("/", get(whom))
        .route("/said", post(|said: String| async { said }))
        .route("/room", get(|room: WebSocketUpgrade| async { room.on_upgrade(sit) }))
        .route("/large", get(|| async { vec![7; LARGE] }));
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
        TlsConnector::from(Arc::new(config)).connect(ServerName::try_from("localhost").unwrap(), stream).await
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
        drop(timeout(COMES, line.read_to_end(&mut heard)).await.expect("the line is cut"));
        assert_eq!(heard.starts_with(b"HTTP/1.1 200"), said.ends_with("\r\n\r\n"), "{said:?}");
    }
}

#[tokio::test]
async fn the_body_of_a_request_has_a_time() {
    let limits = Limits { body: Duration::from_millis(50), ..Limits::default() };
    let house = house_with("body", None, limits).await;
    for (said, status) in [("three", "HTTP/1.1 200"), ("thr", "HTTP/1.1 400")] {
        let asks = "POST /said HTTP/1.1\r\nhost: localhost\r\ncontent-length: 5\r\nconnection: close\r\n\r\n";
        let mut line = house.shaken(&[]).await.unwrap();
        line.write_all(format!("{asks}{said}").as_bytes()).await.unwrap();
        let mut heard = Vec::new();
        // Cut in the middle, TLS calls it an error.
        drop(timeout(COMES, line.read_to_end(&mut heard)).await.expect("the line is cut"));
        assert!(heard.starts_with(status.as_bytes()), "{said}: {}", String::from_utf8_lossy(&heard));
    }
}

#[tokio::test]
async fn whoever_takes_nothing_of_an_answer_is_cut() {
    let limits = Limits { stuck: Duration::from_millis(50), per_address: 1, ..Limits::default() };
    let house = house_with("stuck", None, limits).await;
    let mut takes_nothing = house.shaken(&[]).await.unwrap();
    takes_nothing.write_all(b"GET /large HTTP/1.1\r\nhost: localhost\r\n\r\n").await.unwrap();
    let place = async {
        loop {
            if let Ok(stream) = house.shaken(&[]).await {
                break answered(stream).await;
            }
        }
    };
    let answer = timeout(COMES, place).await.expect("its place is free again");
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    drop(takes_nothing);
}

#[tokio::test]
async fn a_line_that_a_room_took_over_counts_for_as_long_as_it_is_there() {
    let limits = Limits { per_address: 1, ..Limits::default() };
    let house = house_with("room", None, limits).await;
    let mut line = house.shaken(&[]).await.unwrap();
    let asks = "GET /room HTTP/1.1\r\nhost: localhost\r\nconnection: upgrade\r\nupgrade: websocket\r\n\
                sec-websocket-version: 13\r\nsec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
    line.write_all(asks.as_bytes()).await.unwrap();
    let mut heard = [0; 12];
    line.read_exact(&mut heard).await.unwrap();
    assert_eq!(&heard, b"HTTP/1.1 101");
    for _ in 0..8 {
        assert!(house.shaken(&[]).await.is_err(), "the room has the place");
    }
    drop(line);
    let place = async { while house.shaken(&[]).await.is_err() {} };
    timeout(COMES, place).await.expect("its place is free again");
}

#[tokio::test]
async fn plain_lines_have_a_limit_too() {
    let limits = Limits { lines: 1, ..Limits::default() };
    let house = house_with("plain", None, limits).await;
    let mut first = TcpStream::connect(house.plain).await.unwrap();
    first.write_all(b"GET / HTTP/1.1\r\nhost: localhost\r\n\r\n").await.unwrap();
    first.read_exact(&mut [0; 12]).await.unwrap();
    let mut second = TcpStream::connect(house.plain).await.unwrap();
    let heard = timeout(COMES, second.read(&mut [0; 1])).await.expect("it is cut");
    assert!(heard.is_err() || heard.is_ok_and(|bytes| bytes == 0));
    // Under TLS there is a place all the same.
    let tls = answered(house.shaken(&[]).await.unwrap()).await;
    assert!(tls.starts_with("HTTP/1.1 200"), "{tls}");
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
