//! A client of the relay that knows the protocol and means no good, over real sockets on loopback.

mod closed;

use super::*;
use domain::Timestamp;
use std::net::Ipv4Addr;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpStream, UdpSocket};
use tokio::time::timeout;
use turn_server_proto::types::attribute::{
    ChannelNumber, Data, Lifetime, RequestedTransport, XorPeerAddress, XorRelayedAddress,
};
use turn_server_proto::types::message::{ALLOCATE, CHANNEL_BIND, CREATE_PERMISSION, REFRESH, SEND};
use turn_server_proto::types::stun::attribute::{ErrorCode, Nonce, Realm, Username};
use turn_server_proto::types::stun::message::{
    IntegrityAlgorithm, LongTermKeyCredentials, Message, MessageClass, MessageIntegrityCredentials,
    MessageType, MessageWriteVec, Method, TransactionId,
};
use turn_server_proto::types::stun::prelude::{AttributeWrite, MessageWrite as _, MessageWriteExt as _};

const NOW: i64 = 1_700_000_000;
/// How long is waited for what must come, and, shorter, for what must not.
const COMES: Duration = Duration::from_secs(10);
const COMES_NOT: Duration = Duration::from_millis(150);

struct TurnedClock(AtomicI64);

impl Clock for TurnedClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_timestamp(self.0.load(Ordering::SeqCst), 0).unwrap()
    }
}

struct Counted(AtomicI64);

impl Entropy for Counted {
    fn fill(&self, buffer: &mut [u8]) {
        for byte in buffer {
            *byte = self.0.fetch_add(1, Ordering::SeqCst) as u8;
        }
    }
}

pub(super) struct Relayed {
    pub(super) relay: Embedded,
    at: SocketAddr,
    clock: Arc<TurnedClock>,
}

pub(super) async fn relay(
    change: impl FnOnce(&mut Settings),
    impairment: Option<Arc<dyn Impairment>>,
) -> Relayed {
    let mut settings = Settings {
        host: "127.0.0.1".into(),
        listen: (Ipv4Addr::LOCALHOST, 0).into(),
        tls: None,
        https: None,
        addresses: vec![Ipv4Addr::LOCALHOST.into()],
        ports: None,
        allowed: vec![],
        limits: Limits::default(),
    };
    change(&mut settings);
    let clock = Arc::new(TurnedClock(AtomicI64::new(NOW)));
    let entropy = Arc::new(Counted(AtomicI64::new(0)));
    let relay = Embedded::start(settings, None, clock.clone(), entropy, impairment).await.unwrap();
    let port = relay.urls()[0].rsplit_once(':').unwrap().1.trim_end_matches("?transport=udp");
    let at = SocketAddr::new(Ipv4Addr::LOCALHOST.into(), port.parse().unwrap());
    Relayed { relay, at, clock }
}

impl Relayed {
    pub(super) fn pass(&self, subject: u128) -> IceServer {
        self.relay.pass(Uuid::from_u128(subject), TimeDelta::minutes(10))
    }

    pub(super) async fn client(&self, pass: IceServer) -> Client {
        let socket = UdpSocket::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
        socket.connect(self.at).await.unwrap();
        Client { wire: Wire::Udp(socket), pass, realm: None }
    }

    /// Waits until this many ways are open.
    async fn allocations(&self, many: usize) {
        let reached = async {
            while self.relay.allocations() != many {
                tokio::task::yield_now().await;
            }
        };
        timeout(COMES, reached).await.unwrap();
    }
}

enum Wire {
    Udp(UdpSocket),
    Tcp(TcpStream),
}

pub(super) struct Client {
    wire: Wire,
    pass: IceServer,
    realm: Option<(String, String)>,
}

/// What the relay answered: the error's number, or the message.
pub(super) type Answer = Result<Vec<u8>, u16>;

impl Client {
    async fn say(&mut self, bytes: &[u8]) {
        match &mut self.wire {
            Wire::Udp(socket) => drop(socket.send(bytes).await.unwrap()),
            Wire::Tcp(stream) => stream.write_all(&stream::filled(bytes.to_vec())).await.unwrap(),
        }
    }

    async fn hear_within(&mut self, time: Duration) -> Option<Vec<u8>> {
        match &mut self.wire {
            Wire::Udp(socket) => {
                let mut buffer = vec![0; 4096];
                let length = timeout(time, socket.recv(&mut buffer)).await.ok()?.unwrap();
                buffer.truncate(length);
                Some(buffer)
            }
            Wire::Tcp(stream) => {
                let mut head = vec![0; 4];
                timeout(time, stream.read_exact(&mut head)).await.ok()?.unwrap();
                let said = usize::from(u16::from_be_bytes([head[2], head[3]]));
                let channel = head[0] >> 6 == 1;
                let length = if channel { said + 4 } else { said + 20 };
                head.resize(length.next_multiple_of(4), 0);
                stream.read_exact(&mut head[4..]).await.unwrap();
                head.truncate(length);
                Some(head)
            }
        }
    }

    async fn hear(&mut self) -> Vec<u8> {
        self.hear_within(COMES).await.expect("the relay answers")
    }

    pub(super) fn request(&self, method: Method, attributes: &[&dyn AttributeWrite]) -> Vec<u8> {
        let kind = MessageType::from_class_method(MessageClass::Request, method);
        let mut message = Message::builder(kind, TransactionId::generate(), MessageWriteVec::new());
        for attribute in attributes {
            message.add_attribute(*attribute).unwrap();
        }
        if let Some((realm, nonce)) = &self.realm {
            let IceServer { username, credential, .. } = &self.pass;
            message.add_attribute(&Username::new(username).unwrap()).unwrap();
            message.add_attribute(&Realm::new(realm).unwrap()).unwrap();
            message.add_attribute(&Nonce::new(nonce).unwrap()).unwrap();
            let key = LongTermKeyCredentials::new(username.clone(), credential.clone(), realm.clone());
            let key = MessageIntegrityCredentials::from(key);
            message.add_message_integrity(&key, IntegrityAlgorithm::Sha1).unwrap();
        }
        message.finish()
    }

    async fn ask(&mut self, method: Method, attributes: &[&dyn AttributeWrite]) -> Answer {
        let request = self.request(method, attributes);
        self.say(&request).await;
        let answer = self.hear().await;
        self.read(answer)
    }

    /// Reads an answer, and takes note of the realm.
    pub(super) fn read(&mut self, answer: Vec<u8>) -> Answer {
        let message = Message::from_bytes(&answer).unwrap();
        match message.attribute::<ErrorCode>() {
            Ok(error) => {
                if let (Ok(realm), Ok(nonce)) = (message.attribute::<Realm>(), message.attribute::<Nonce>()) {
                    self.realm = Some((realm.realm().to_owned(), nonce.nonce().to_owned()));
                }
                Err(error.code())
            }
            Err(_) => Ok(answer),
        }
    }

    /// Opens a way: first without the pass, to be told the realm.
    async fn allocate(&mut self) -> Result<SocketAddr, u16> {
        let udp = RequestedTransport::new(RequestedTransport::UDP);
        if self.realm.is_none() {
            assert_eq!(self.ask(ALLOCATE, &[&udp]).await, Err(401), "without a pass");
        }
        let answer = self.ask(ALLOCATE, &[&udp]).await?;
        let message = Message::from_bytes(&answer).unwrap();
        Ok(message.attribute::<XorRelayedAddress>().unwrap().addr(message.transaction_id()))
    }

    async fn permit(&mut self, peer: SocketAddr) -> Answer {
        // The address is hidden in the transaction's number, and `request` draws that: so it is built by hand.
        self.with_peer(CREATE_PERMISSION, peer, None).await
    }

    async fn bind(&mut self, channel: u16, peer: SocketAddr) -> Answer {
        self.with_peer(CHANNEL_BIND, peer, Some(channel)).await
    }

    async fn with_peer(&mut self, method: Method, peer: SocketAddr, channel: Option<u16>) -> Answer {
        // Of IPv4 only the fixed cookie hides it, which is the same for every transaction.
        let peer = XorPeerAddress::new(peer, TransactionId::from(0));
        match channel {
            Some(channel) => self.ask(method, &[&ChannelNumber::new(channel), &peer]).await,
            None => self.ask(method, &[&peer]).await,
        }
    }

    async fn send(&mut self, channel: u16, bytes: &[u8]) {
        let mut message = channel.to_be_bytes().to_vec();
        message.extend((bytes.len() as u16).to_be_bytes());
        message.extend(bytes);
        self.say(&message).await;
    }
}

/// A message to a peer, without a channel.
pub(super) fn indication(to: SocketAddr, words: &[u8]) -> Vec<u8> {
    let kind = MessageType::from_class_method(MessageClass::Indication, SEND);
    let transaction = TransactionId::generate();
    let mut message = Message::builder(kind, transaction, MessageWriteVec::new());
    message.add_attribute(&XorPeerAddress::new(to, transaction)).unwrap();
    message.add_attribute(&Data::new(words)).unwrap();
    message.finish()
}

fn on_channel(channel: u16, bytes: &[u8]) -> Vec<u8> {
    let mut message = channel.to_be_bytes().to_vec();
    message.extend((bytes.len() as u16).to_be_bytes());
    message.extend(bytes);
    message
}

const PUBLIC: &str = "9.9.9.9:9";

#[tokio::test]
async fn only_a_fresh_pass_of_ours_opens_a_way() {
    let house = relay(|_| {}, None).await;
    let mut mine = house.client(house.pass(1)).await;
    assert!(mine.allocate().await.unwrap().ip().is_loopback());

    let forged = IceServer { credential: house.pass(2).credential, ..house.pass(3) };
    assert_eq!(house.client(forged).await.allocate().await, Err(401), "another's password");
    let mut strange = house.pass(4);
    strange.username = "a name".into();
    assert_eq!(house.client(strange).await.allocate().await, Err(401), "no name of ours");

    let old = house.pass(5);
    house.clock.0.fetch_add(601, Ordering::SeqCst);
    assert_eq!(house.client(old).await.allocate().await, Err(401), "its time is over");
    assert_eq!(house.relay.allocations(), 1);
    // A way that is open outlives its pass, and is kept open by its holder.
    assert!(mine.ask(REFRESH, &[&Lifetime::new(600)]).await.is_ok());
    assert!(mine.permit(PUBLIC.parse().unwrap()).await.is_ok());
    // Once it is closed the old pass opens nothing more.
    assert!(mine.ask(REFRESH, &[&Lifetime::new(0)]).await.is_ok());
    house.allocations(0).await;
    assert_eq!(mine.allocate().await, Err(438), "all is begun anew, its nonce too");
    assert_eq!(mine.allocate().await, Err(401));
}

#[tokio::test]
async fn the_relays_own_address_leads_to_its_ways_alone() {
    let house = relay(|_| {}, None).await;
    let (mut one, mut other) = (house.client(house.pass(1)).await, house.client(house.pass(2)).await);
    let (here, there) = (one.allocate().await.unwrap(), other.allocate().await.unwrap());
    // Something else on this machine, at an address that the relay has too.
    let service = UdpSocket::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
    assert!(one.bind(0x4000, service.local_addr().unwrap()).await.is_ok());
    one.send(0x4000, b"to the service").await;

    assert!(one.bind(0x4001, there).await.is_ok() && other.bind(0x4002, here).await.is_ok());
    one.send(0x4001, b"to the other one").await;
    assert_eq!(other.hear().await, on_channel(0x4002, b"to the other one"));
    other.send(0x4002, b"back").await;
    assert_eq!(one.hear().await, on_channel(0x4001, b"back"));
    // What was sent to the service went before, so it would be there.
    let mut buffer = [0; 64];
    assert!(service.try_recv(&mut buffer).is_err(), "nothing reaches it");
}

#[tokio::test]
async fn a_pass_of_the_device_test_leads_to_the_participant_and_nowhere_else() {
    let house = relay(|settings| settings.allowed = vec!["127.0.0.0/8".parse().unwrap()], None).await;
    let participant = UdpSocket::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
    let service = UdpSocket::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
    let [port, other] = [&participant, &service].map(|socket| socket.local_addr().unwrap().port());
    let told: IpAddr = "203.0.113.7".parse().unwrap();
    let pass = || house.relay.pass(crate::relay::to_try([7; 16]), TimeDelta::minutes(2));
    let mut client = house.client(pass()).await;
    client.allocate().await.unwrap();
    assert_eq!(client.permit((told, port).into()).await, Err(403), "nobody is there yet");
    house.relay.leads_to(&Whereabouts::At { addresses: vec![told], ports: port..=port });
    for peer in [PUBLIC, "127.0.0.1:80", "127.0.0.9:80"] {
        assert_eq!(client.permit(peer.parse().unwrap()).await, Err(403), "{peer}");
    }
    assert!(client.bind(0x4000, (told, port).into()).await.is_ok());
    assert!(client.bind(0x4001, (told, other).into()).await.is_ok());
    client.send(0x4001, b"to something else").await;
    client.send(0x4000, b"to the participant").await;
    let mut buffer = [0; 64];
    let (length, from) = timeout(COMES, participant.recv_from(&mut buffer)).await.unwrap().unwrap();
    assert_eq!(&buffer[..length], b"to the participant");
    assert!(service.try_recv(&mut buffer).is_err(), "nothing else is reached");
    service.send_to(b"let me in", from).await.unwrap();
    participant.send_to(b"back", from).await.unwrap();
    assert_eq!(client.hear().await, on_channel(0x4000, b"back"));
    // A call's pass does not lead there: it is no address of the internet.
    let mut call = house.client(house.pass(1)).await;
    call.allocate().await.unwrap();
    assert_eq!(call.permit((told, port).into()).await, Err(403));
}

#[tokio::test]
async fn a_peer_is_heard_only_if_it_was_named() {
    // The relay's own address is another here, so that loopback is a network like any.
    let house = relay(
        |settings| {
            settings.addresses = vec![Ipv4Addr::new(127, 0, 0, 9).into()];
            settings.allowed = vec!["127.0.0.0/8".parse().unwrap()];
        },
        None,
    )
    .await;
    let mut client = house.client(house.pass(1)).await;
    let way = client.allocate().await.unwrap();
    assert_eq!(way.ip(), Ipv4Addr::new(127, 0, 0, 9));
    let way = SocketAddr::new(Ipv4Addr::LOCALHOST.into(), way.port());
    let (named, stranger) = (
        UdpSocket::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap(),
        UdpSocket::bind((Ipv4Addr::new(127, 0, 0, 2), 0)).await.unwrap(),
    );
    assert!(client.permit(named.local_addr().unwrap()).await.is_ok());
    stranger.send_to(b"let me in", way).await.unwrap();
    named.send_to(b"it is me", way).await.unwrap();
    let heard = client.hear().await;
    let message = Message::from_bytes(&heard).unwrap();
    assert_eq!(message.attribute::<Data>().unwrap().data(), b"it is me");

    // And the other way, without a channel.
    for (to, words) in [(&stranger, b"no".as_slice()), (&named, b"yes")] {
        client.say(&indication(to.local_addr().unwrap(), words)).await;
    }
    let mut buffer = [0; 64];
    let (length, _) = timeout(COMES, named.recv_from(&mut buffer)).await.unwrap().unwrap();
    assert_eq!(&buffer[..length], b"yes");
    assert!(stranger.try_recv(&mut buffer).is_err());
}

#[tokio::test]
async fn asked_twice_because_the_answer_was_lost_it_answers_the_same() {
    let house = relay(|_| {}, None).await;
    let mut client = house.client(house.pass(1)).await;
    let udp = RequestedTransport::new(RequestedTransport::UDP);
    assert_eq!(client.ask(ALLOCATE, &[&udp]).await, Err(401));
    let request = client.request(ALLOCATE, &[&udp]);
    client.say(&request).await;
    let first = client.hear().await;
    client.say(&request).await;
    assert_eq!(client.hear().await, first);
    assert_eq!(house.relay.allocations(), 1);
    assert_eq!(client.ask(ALLOCATE, &[&udp]).await, Err(437), "a second one is another thing");
    assert!(Message::from_bytes(&first).unwrap().attribute::<XorRelayedAddress>().is_ok());
}

#[tokio::test]
async fn a_pass_opens_so_many_ways_and_each_that_is_closed_is_free_again() {
    let house = relay(|settings| settings.limits.allocations_per_pass = 1, None).await;
    let (mut one, mut other) = (house.client(house.pass(1)).await, house.client(house.pass(1)).await);
    one.allocate().await.unwrap();
    assert_eq!(other.allocate().await, Err(486));
    house.client(house.pass(2)).await.allocate().await.unwrap();
    assert!(one.ask(REFRESH, &[&Lifetime::new(0)]).await.is_ok());
    house.allocations(1).await;
    other.allocate().await.unwrap();
    assert_eq!(house.relay.shared.ways().len(), 2);
}

#[tokio::test]
async fn over_tcp_it_is_the_same_and_a_closed_stream_closes_its_ways() {
    let house = relay(|_| {}, None).await;
    let mut stream = house.client(house.pass(1)).await;
    stream.wire = Wire::Tcp(TcpStream::connect(house.at).await.unwrap());
    let mut other = house.client(house.pass(2)).await;
    let (here, there) = (stream.allocate().await.unwrap(), other.allocate().await.unwrap());
    assert!(stream.bind(0x4000, there).await.is_ok() && other.bind(0x4000, here).await.is_ok());
    stream.send(0x4000, b"seven b").await;
    stream.send(0x4000, b"and on").await;
    assert_eq!(other.hear().await, on_channel(0x4000, b"seven b"));
    assert_eq!(other.hear().await, on_channel(0x4000, b"and on"));
    other.send(0x4000, b"hello").await;
    assert_eq!(stream.hear().await, on_channel(0x4000, b"hello"));
    drop(stream);
    house.allocations(1).await;
}

#[tokio::test(start_paused = true)]
async fn nothing_is_left_of_clients_that_went_without_a_word() {
    let house = relay(|settings| settings.limits.lifetime = Duration::from_mins(20), None).await;
    let mut client = house.client(house.pass(1)).await;
    client.allocate().await.unwrap();
    assert_eq!(house.client(house.pass(2)).await.ask(ALLOCATE, &[]).await, Err(401));
    // Not refreshed, it is over after ten minutes; who never showed a pass went long before.
    tokio::time::sleep(Duration::from_secs(590)).await;
    assert_eq!(house.relay.allocations(), 1);
    tokio::time::sleep(Duration::from_mins(1)).await;
    assert_eq!(house.relay.allocations(), 0);
    assert!(house.relay.shared.ways().is_empty() && house.relay.shared.house.ledger.is_empty());
}

#[tokio::test(start_paused = true)]
async fn a_way_has_an_end_however_often_it_is_refreshed() {
    let house = relay(|settings| settings.limits.lifetime = Duration::from_mins(20), None).await;
    let mut client = house.client(house.pass(1)).await;
    client.allocate().await.unwrap();
    for _ in 0..2 {
        assert!(client.ask(REFRESH, &[&Lifetime::new(3600)]).await.is_ok());
        tokio::time::sleep(Duration::from_mins(9)).await;
        assert_eq!(house.relay.allocations(), 1);
    }
    tokio::time::sleep(Duration::from_mins(3)).await;
    assert!(house.relay.shared.ways().is_empty() && house.relay.shared.house.ledger.is_empty());
}

struct Closed(AtomicBool);

impl Impairment for Closed {
    fn passes(&self, _: usize, _: Instant) -> bool {
        !self.0.load(Ordering::SeqCst)
    }
}

#[tokio::test]
async fn a_bad_network_can_be_passed_in() {
    let bad = Arc::new(Closed(AtomicBool::new(false)));
    let house = relay(|_| {}, Some(bad.clone())).await;
    let (mut one, mut other) = (house.client(house.pass(1)).await, house.client(house.pass(2)).await);
    let (here, there) = (one.allocate().await.unwrap(), other.allocate().await.unwrap());
    assert!(one.bind(0x4000, there).await.is_ok() && other.bind(0x4000, here).await.is_ok());
    bad.0.store(true, Ordering::SeqCst);
    one.send(0x4000, b"lost").await;
    assert_eq!(other.hear_within(COMES_NOT).await, None);
    bad.0.store(false, Ordering::SeqCst);
    one.send(0x4000, b"through").await;
    assert_eq!(other.hear().await, on_channel(0x4000, b"through"));
}

#[tokio::test]
async fn a_flood_of_one_pass_is_cut_to_its_rate() {
    let house = relay(|settings| settings.limits.bytes_per_second = 1_000, None).await;
    let (mut one, mut other) = (house.client(house.pass(1)).await, house.client(house.pass(2)).await);
    let (here, there) = (one.allocate().await.unwrap(), other.allocate().await.unwrap());
    assert!(one.bind(0x4000, there).await.is_ok() && other.bind(0x4000, here).await.is_ok());
    for _ in 0..20 {
        one.send(0x4000, &[7; 900]).await;
    }
    assert_eq!(other.hear().await, on_channel(0x4000, &[7; 900]));
    assert_eq!(other.hear_within(COMES_NOT).await, None, "the rest of this second is dropped");
}
