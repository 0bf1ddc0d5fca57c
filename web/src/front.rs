//! Where requests come in: plainly, for this machine or for a server in front, and under our own certificate. There the relay answers too, so that a network
//! which lets out nothing but TLS to the HTTPS port lets a call through.

use crate::relay::Relay;
use crate::tls::Acceptor;
use axum::serve::Listener;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncBufReadExt as _, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, mpsc};
use tokio::task::JoinSet;
use tokio::time::timeout;
use tokio_rustls::server::TlsStream;
use tokio_util::either::Either;

/// A stream under our certificate, of which the first bytes were looked at.
pub type Opened = BufReader<TlsStream<TcpStream>>;

/// How long a browser may hold a connection open before it says the first word on it: they open some ahead.
const FIRST_WORD: Duration = Duration::from_secs(30);
/// How many may shake hands or be silent at a time.
const STRANGERS: usize = 4_096;
/// How many wait for the server to take them.
const WAITING: usize = 64;
/// What is looked at first; larger reads go past it.
const GLANCE: usize = 512;
/// After an error of accepting (too many open files): others close meanwhile.
const BREATH: Duration = Duration::from_millis(100);

/// All that is listened on.
pub struct Front {
    plain: TcpListener,
    opened: Option<mpsc::Receiver<(Opened, SocketAddr)>>,
    _tasks: JoinSet<()>,
}

impl Front {
    /// Plain HTTP alone.
    pub fn plain(plain: TcpListener) -> Self {
        Self { plain, opened: None, _tasks: JoinSet::new() }
    }

    /// The same, and HTTPS on this listener, with the relay behind it.
    pub fn with_tls(
        plain: TcpListener,
        listener: TcpListener,
        acceptor: Acceptor,
        relay: Option<Arc<dyn Relay>>,
    ) -> Self {
        let (to, opened) = mpsc::channel(WAITING);
        let mut tasks = JoinSet::new();
        tasks.spawn(accept(listener, Arc::new(acceptor), relay, to));
        Self { plain, opened: Some(opened), _tasks: tasks }
    }
}

impl Listener for Front {
    type Io = Either<TcpStream, Opened>;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Self::Io, Self::Addr) {
        let Some(opened) = &mut self.opened else {
            let (stream, from) = Listener::accept(&mut self.plain).await;
            return (Either::Left(stream), from);
        };
        tokio::select! {
            (stream, from) = Listener::accept(&mut self.plain) => (Either::Left(stream), from),
            Some((stream, from)) = opened.recv() => (Either::Right(stream), from),
        }
    }

    fn local_addr(&self) -> io::Result<Self::Addr> {
        self.plain.local_addr()
    }
}

async fn accept(
    listener: TcpListener,
    acceptor: Arc<Acceptor>,
    relay: Option<Arc<dyn Relay>>,
    to: mpsc::Sender<(Opened, SocketAddr)>,
) {
    let places = Arc::new(Semaphore::new(STRANGERS));
    let mut tasks = JoinSet::new();
    loop {
        tokio::select! {
            come = listener.accept() => match come {
                Ok((stream, from)) => {
                    // Who comes while all places are taken is cut: they come back.
                    let Ok(place) = places.clone().try_acquire_owned() else { continue };
                    let (acceptor, relay, to) = (Arc::clone(&acceptor), relay.clone(), to.clone());
                    tasks.spawn(async move {
                        let Ok(stream) = open(stream, &acceptor).await else { return };
                        drop(place);
                        match relay {
                            Some(relay) if speaks_turn(&stream) => relay.attend(stream, from).await,
                            // The server is ending.
                            _ => drop(to.send((stream, from)).await),
                        }
                    });
                }
                Err(_) => tokio::time::sleep(BREATH).await,
            },
            Some(ended) = tasks.join_next() => {
                if ended.is_err() {
                    tracing::warn!("a connection was given up after a fault");
                }
            }
        }
    }
}

/// Shakes hands, and waits until there is something to look at.
async fn open(stream: TcpStream, acceptor: &Acceptor) -> io::Result<Opened> {
    stream.set_nodelay(true)?;
    let mut stream = BufReader::with_capacity(GLANCE, acceptor.accept(stream).await?);
    if timeout(FIRST_WORD, stream.fill_buf()).await??.is_empty() {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    Ok(stream)
}

/// A client of the relay begins with a message of STUN, whose first two bits are 0; a request with a letter.
fn speaks_turn(stream: &Opened) -> bool {
    stream.buffer().first().is_some_and(|first| first >> 6 == 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::participant::Whereabouts;
    use crate::relay::IceServer;
    use crate::tls::Certificate;
    use async_trait::async_trait;
    use axum::Router;
    use axum::extract::ConnectInfo;
    use axum::routing::get;
    use axum::serve::ListenerExt as _;
    use chrono::TimeDelta;
    use std::path::PathBuf;
    use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};
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
        let folder = std::env::temp_dir().join(format!("anteroom-front-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        certify(&folder);
        let certificate = Certificate { chain: folder.join("cert.pem"), key: folder.join("key.pem") };
        let acceptor = Acceptor::new(&certificate, &["http/1.1", "stun.turn"]).unwrap();
        let listen = || TcpListener::bind(("127.0.0.1", 0));
        let (plain, https) = (listen().await.unwrap(), listen().await.unwrap());
        let (plain_at, https_at) = (plain.local_addr().unwrap(), https.local_addr().unwrap());
        let front = Front::with_tls(plain, https, acceptor, relay);
        let whom = |ConnectInfo(from): ConnectInfo<SocketAddr>| async move { from.ip().to_string() };
        let router = Router::new().route("/", get(whom));
        let service = router.into_make_service_with_connect_info::<SocketAddr>();
        tokio::spawn(async move { axum::serve(front.tap_io(|_| {}), service).await });
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
        for answer in [plain, tls] {
            assert!(answer.starts_with("HTTP/1.1 200") && answer.ends_with("127.0.0.1"), "{answer}");
        }
        // Browsers name no protocol to a relay; others may.
        for protocols in [&[][..], &["stun.turn"]] {
            let mut client = house.shaken(protocols).await.unwrap();
            let allocate = [0, 3, 0, 0, 0x21, 0x12, 0xa4, 0x42];
            client.write_all(&allocate).await.unwrap();
            let mut back = [0; 8];
            client.read_exact(&mut back).await.unwrap();
            assert_eq!(back, allocate, "it went to the relay, from its first byte on");
        }
        assert!(house.shaken(&["h3"]).await.is_err(), "what is not spoken here is refused in the handshake");
    }

    #[tokio::test]
    async fn without_a_relay_its_clients_are_told_off_and_who_is_silent_keeps_nobody() {
        let house = house("alone", None).await;
        let mut silent = Vec::new();
        for _ in 0..2 * WAITING {
            silent.push(house.shaken(&[]).await.unwrap());
            silent.last_mut().unwrap().flush().await.unwrap();
        }
        let mut client = house.shaken(&[]).await.unwrap();
        client.write_all(&[0; 40]).await.unwrap();
        let mut back = String::new();
        client.read_to_string(&mut back).await.unwrap();
        assert!(back.starts_with("HTTP/1.1 400"), "{back}");
        assert!(answered(house.shaken(&[]).await.unwrap()).await.starts_with("HTTP/1.1 200"));
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
