//! Clients that come over UDP: one socket for all, one task for each.

use super::Shared;
use super::client::{self, Out};
use std::collections::HashMap;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use tokio::net::UdpSocket;
use tokio::sync::mpsc;
use tokio::task::JoinSet;

/// The largest packet that is taken.
pub(super) const LARGEST: usize = 2048;
/// Packets that wait for one client's task.
const WAITING: usize = 256;
/// What the system keeps for us while we are busy; its own default loses packets at fifty calls.
const BUFFER: usize = 4 * 1024 * 1024;

pub(super) fn bind(at: SocketAddr) -> io::Result<UdpSocket> {
    let domain = if at.is_ipv4() { socket2::Domain::IPV4 } else { socket2::Domain::IPV6 };
    let socket = socket2::Socket::new(domain, socket2::Type::DGRAM, Some(socket2::Protocol::UDP))?;
    socket.set_nonblocking(true)?;
    // As much as the system allows.
    socket.set_recv_buffer_size(BUFFER)?;
    socket.set_send_buffer_size(BUFFER)?;
    socket.bind(&at.into())?;
    UdpSocket::from_std(socket.into())
}

pub(super) async fn serve(shared: Arc<Shared>, socket: UdpSocket) {
    let socket = Arc::new(socket);
    let mut clients: HashMap<SocketAddr, mpsc::Sender<Vec<u8>>> = HashMap::new();
    let mut tasks = JoinSet::new();
    let mut buffer = vec![0; LARGEST];
    loop {
        tokio::select! {
            heard = socket.recv_from(&mut buffer) => {
                // An error here is about a packet that was sent (ICMP), not about the socket.
                let Ok((length, from)) = heard else { continue };
                let packet = buffer.get(..length).unwrap_or_default().to_vec();
                let known = clients.get(&from).filter(|known| !known.is_closed());
                if let Some(known) = known {
                    // A full queue loses packets, as a full network does.
                    drop(known.try_send(packet));
                    continue;
                }
                let Some(place) = shared.house.ledger.stranger(from.ip()) else { continue };
                let (to, inbound) = mpsc::channel(WAITING);
                drop(to.try_send(packet));
                clients.insert(from, to);
                let (shared, out) = (Arc::clone(&shared), Out::Udp(Arc::clone(&socket), from));
                tasks.spawn(async move {
                    client::serve(shared, place, inbound, out, from).await;
                    from
                });
            }
            Some(ended) = tasks.join_next() => {
                match ended {
                    Ok(from) => {
                        if clients.get(&from).is_some_and(mpsc::Sender::is_closed) {
                            clients.remove(&from);
                        }
                    }
                    Err(_) => {
                        tracing::warn!("a client of the relay was given up after a fault");
                        clients.retain(|_, to| !to.is_closed());
                    }
                }
            }
        }
    }
}
