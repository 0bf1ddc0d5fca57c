//! One client's task: carries between its messages, its ways and their peers, and closes all of them when it ends.

use super::quota::{Allocation, Stranger};
use super::session::{Act, Session};
use super::udp::{self, LARGEST};
use super::{Shared, stream};
use crate::relay::is_to_try;
use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;
use tokio::net::UdpSocket;
use tokio::sync::mpsc;
use tokio::task::AbortHandle;
use tokio::time::{Instant, interval, sleep_until};

/// What came for a client's way: from whom, to which way, and what.
pub(super) type FromPeer = (SocketAddr, SocketAddr, Vec<u8>);

/// Packets of peers that wait for one client's task.
const WAITING: usize = 512;
/// How often is looked at what is over by the time.
const LOOK: Duration = Duration::from_secs(5);
/// How often a port is drawn before there is said to be none.
const DRAWS: usize = 16;

/// How a client is answered. Nobody waits for a client: what it does not take is lost, as on a full network.
pub(super) enum Out {
    Udp(Arc<UdpSocket>, SocketAddr),
    Stream(mpsc::Sender<Vec<u8>>),
}

impl Out {
    fn send(&self, message: Vec<u8>) {
        match self {
            Self::Udp(socket, to) => drop(socket.try_send_to(&message, *to)),
            Self::Stream(to) => drop(to.try_send(stream::filled(message))),
        }
    }
}

/// One way: a socket of its own, and its share of what the pass may take.
struct Way {
    shared: Arc<Shared>,
    /// As peers see it.
    at: SocketAddr,
    socket: Arc<UdpSocket>,
    reading: AbortHandle,
    allocation: Allocation,
}

impl Drop for Way {
    fn drop(&mut self) {
        self.reading.abort();
        self.shared.ways().remove(&self.at);
    }
}

/// Serves one client until it is over.
pub(super) async fn serve(
    shared: Arc<Shared>,
    place: Stranger,
    mut inbound: mpsc::Receiver<Vec<u8>>,
    out: Out,
    from: SocketAddr,
) {
    let (to_me, mut from_peers) = mpsc::channel(WAITING);
    // Where it listens is not told to the client, so any address does.
    let here = SocketAddr::new(Ipv4Addr::UNSPECIFIED.into(), 0);
    let mut client = Client {
        session: Session::new(Arc::clone(&shared.house), here, from),
        shared,
        out,
        from,
        ways: Vec::new(),
        to_me,
    };
    let mut place = Some(place);
    let mut until = Instant::now() + client.shared.limits.stranger_for;
    let mut look = interval(LOOK);
    loop {
        let go_on = tokio::select! {
            heard = inbound.recv() => match heard {
                Some(message) => {
                    let acts = client.session.hear(message, client.shared.now());
                    client.act(acts).await
                }
                None => false,
            },
            Some((peer, way, bytes)) = from_peers.recv() => {
                client.carry(peer, way, bytes);
                true
            }
            _ = look.tick() => {
                let acts = client.session.tick(client.shared.now());
                client.act(acts).await
            }
            () = sleep_until(until) => false,
        };
        if !go_on {
            return;
        }
        match (&place, client.session.is_idle()) {
            // It has shown a pass: its place is free for the next.
            (Some(_), false) => {
                place = None;
                let limits = &client.shared.limits;
                until =
                    Instant::now() + if client.tries() { limits.to_try.lifetime } else { limits.lifetime };
            }
            (None, true) => {
                place = client.shared.house.ledger.stranger(from.ip());
                if place.is_none() {
                    return;
                }
                until = Instant::now() + client.shared.limits.stranger_for;
            }
            (Some(_), true) | (None, false) => {}
        }
    }
}

struct Client {
    shared: Arc<Shared>,
    session: Session,
    out: Out,
    from: SocketAddr,
    ways: Vec<Way>,
    to_me: mpsc::Sender<FromPeer>,
}

impl Client {
    /// Does what the session says; false when the client is to go.
    async fn act(&mut self, acts: Vec<Act>) -> bool {
        let mut acts = std::collections::VecDeque::from(acts);
        while let Some(act) = acts.pop_front() {
            match act {
                Act::Answer(answer) => self.out.send(answer),
                Act::Send { from, to, bytes } => self.send(from, to, bytes),
                Act::Open { v6, subject } => {
                    let at = self.open(v6, subject);
                    acts.extend(self.session.opened(v6, at, self.shared.now()));
                }
                Act::Close(at) => self.ways.retain(|way| way.at != at),
                Act::GoAway => return false,
            }
        }
        tokio::task::yield_now().await;
        true
    }

    fn send(&self, from: SocketAddr, to: SocketAddr, bytes: Vec<u8>) {
        let Some(way) = self.ways.iter().find(|way| way.at == from) else { return };
        let to = SocketAddr::new(to.ip().to_canonical(), to.port());
        if !self.session.reaches(to.ip()) {
            return;
        }
        let now = Instant::now();
        if bytes.len() > LARGEST
            || !way.allocation.bucket.take(bytes.len(), now)
            || !self.shared.passes(bytes.len())
        {
            return;
        }
        if self.tries() {
            let inside = self.shared.house.participant.get().and_then(|there| there.inside(to));
            drop(inside.map(|inside| way.socket.try_send_to(&bytes, inside)));
        } else if self.shared.addresses.contains(&to.ip()) {
            // Another client of this relay: inside, so that no router has to turn it round, and nothing else on this machine is reached.
            let other = self.shared.ways().get(&to).cloned();
            if let Some(other) = other {
                drop(other.try_send((from, to, bytes)));
            }
        } else {
            // A full socket loses packets, as a full network does.
            drop(way.socket.try_send_to(&bytes, to));
        }
    }

    /// Whether its pass is one of the device test.
    fn tries(&self) -> bool {
        self.session.subject().is_some_and(is_to_try)
    }

    fn carry(&mut self, peer: SocketAddr, at: SocketAddr, bytes: Vec<u8>) {
        let Some(way) = self.ways.iter().find(|way| way.at == at) else { return };
        let peer = if self.tries() {
            let there = self.shared.house.participant.get();
            let Some(outside) = there.and_then(|there| there.outside(peer)) else { return };
            outside
        } else {
            peer
        };
        if !self.session.reaches(peer.ip()) || !way.allocation.bucket.take(bytes.len(), Instant::now()) {
            return;
        }
        if let Some(message) = self.session.hear_peer(bytes, peer, at, self.shared.now()) {
            self.out.send(message);
        }
    }

    /// Opens a way, and tells the address that peers see.
    fn open(&mut self, v6: bool, subject: uuid::Uuid) -> Option<SocketAddr> {
        let address = *self.shared.addresses.iter().find(|address| address.is_ipv6() == v6)?;
        let ledger = &self.shared.house.ledger;
        let allocation = ledger.allocate(self.from.ip(), subject, Instant::now())?;
        let socket = Arc::new(self.bind(v6)?);
        let at = SocketAddr::new(address, socket.local_addr().ok()?.port());
        self.shared.ways().insert(at, self.to_me.clone());
        let reading =
            tokio::spawn(read(Arc::clone(&self.shared), Arc::clone(&socket), at, self.to_me.clone()));
        let reading = reading.abort_handle();
        self.ways.push(Way { shared: Arc::clone(&self.shared), at, socket, reading, allocation });
        Some(at)
    }

    fn bind(&self, v6: bool) -> Option<UdpSocket> {
        let ip = match self.shared.bind {
            ip if ip.is_ipv6() == v6 => ip,
            _ if v6 => IpAddr::V6(Ipv6Addr::UNSPECIFIED),
            _ => IpAddr::V4(Ipv4Addr::UNSPECIFIED),
        };
        let Some(ports) = &self.shared.ports else { return bound(ip, 0) };
        let many = u32::from(ports.end().saturating_sub(*ports.start())) + 1;
        (0..DRAWS).find_map(|_| {
            let mut drawn = [0; 4];
            self.shared.entropy.fill(&mut drawn);
            let port = u32::from(*ports.start()) + u32::from_be_bytes(drawn) % many;
            bound(ip, u16::try_from(port).ok()?)
        })
    }
}

fn bound(ip: IpAddr, port: u16) -> Option<UdpSocket> {
    match udp::bind(SocketAddr::new(ip, port)) {
        Ok(socket) => Some(socket),
        Err(error) => {
            if error.kind() != io::ErrorKind::AddrInUse {
                tracing::warn!(kind = ?error.kind(), "the relay could not open a way");
            }
            None
        }
    }
}

/// Brings what peers send. Whether they may, the session knows.
async fn read(shared: Arc<Shared>, socket: Arc<UdpSocket>, at: SocketAddr, to: mpsc::Sender<FromPeer>) {
    let mut buffer = vec![0; LARGEST];
    while !to.is_closed() {
        let Ok((length, from)) = socket.recv_from(&mut buffer).await else { continue };
        if shared.passes(length) {
            let from = SocketAddr::new(from.ip().to_canonical(), from.port());
            drop(to.try_send((from, at, buffer.get(..length).unwrap_or_default().to_vec())));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{indication, relay};
    use super::*;
    use turn_server_proto::types::attribute::{RequestedTransport, XorPeerAddress, XorRelayedAddress};
    use turn_server_proto::types::message::{ALLOCATE, CREATE_PERMISSION};
    use turn_server_proto::types::stun::message::{Message, TransactionId};

    #[tokio::test]
    async fn the_last_gate_holds_whatever_the_protocols_own_state_was_brought_to_believe() {
        let house =
            relay(|settings| settings.addresses = vec![Ipv4Addr::new(9, 9, 9, 10).into()], None).await;
        let shared = Arc::clone(&house.relay.shared);
        let service = std::net::UdpSocket::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        service.set_nonblocking(true).unwrap();
        let at = service.local_addr().unwrap();
        let from: SocketAddr = (Ipv4Addr::LOCALHOST, 9).into();
        let (out, mut answers) = mpsc::channel(8);
        let (to_me, _from_peers) = mpsc::channel(8);
        let here = SocketAddr::new(Ipv4Addr::UNSPECIFIED.into(), 0);
        let session = Session::new(Arc::clone(&shared.house), here, from);
        let mut client = Client { shared, session, out: Out::Stream(out), from, ways: Vec::new(), to_me };
        let now = client.shared.now();

        let mut asks = house.client(house.pass(1)).await;
        let udp = RequestedTransport::new(RequestedTransport::UDP);
        let mut answer = Err(0);
        for _ in 0..2 {
            let acts = client.session.hear(asks.request(ALLOCATE, &[&udp]), now);
            assert!(client.act(acts).await);
            answer = asks.read(answers.try_recv().unwrap());
        }
        let opened = answer.unwrap();
        let opened = Message::from_bytes(&opened).unwrap();
        let way = opened.attribute::<XorRelayedAddress>().unwrap().addr(opened.transaction_id());

        let peer = XorPeerAddress::new(at, TransactionId::from(0));
        let taken = client.session.unlooked(asks.request(CREATE_PERMISSION, &[&peer]), now);
        assert!(asks.read(taken.unwrap()).is_ok(), "it believes that this peer may be reached");
        let acts = client.session.hear(indication(at, b"in"), now);
        assert!(matches!(acts[..], [Act::Send { to, .. }] if to == at), "and would send to it");
        assert!(client.act(acts).await);
        assert!(service.recv(&mut [0; 8]).is_err(), "nothing is sent");
        client.carry(at, way, b"out".to_vec());
        assert!(answers.try_recv().is_err(), "nothing comes back");
    }
}
