//! The peers that one client has named and may reach: the only ones it sends to and hears from, and no more of them than one client may have.

use std::collections::BTreeSet;
use std::net::{IpAddr, SocketAddr};

/// Peers that one client may name.
const PEERS: usize = 64;
/// Channels that one client may have in its time, each to one port of a peer: a browser has some for every peer it tries.
const CHANNELS: usize = 1024;

/// The peers of one client.
#[derive(Default)]
pub(super) struct Named {
    peers: BTreeSet<IpAddr>,
    channels: BTreeSet<SocketAddr>,
}

/// What one request names.
#[derive(Clone, Debug, Default)]
pub(super) struct Names {
    /// Written as what they are: IPv4 within IPv6 as IPv4.
    pub(super) peers: Vec<SocketAddr>,
    /// It asks for a channel to it.
    pub(super) channel: bool,
}

impl Named {
    /// Whether these may come to those that are there.
    pub(super) fn have_room(&self, names: &Names) -> bool {
        let new: BTreeSet<IpAddr> =
            names.peers.iter().map(SocketAddr::ip).filter(|peer| !self.peers.contains(peer)).collect();
        let channels = names.peers.iter().filter(|peer| names.channel && !self.channels.contains(peer));
        self.peers.len() + new.len() <= PEERS && self.channels.len() + channels.count() <= CHANNELS
    }

    pub(super) fn take(&mut self, names: &Names) {
        self.peers.extend(names.peers.iter().map(SocketAddr::ip));
        if names.channel {
            self.channels.extend(&names.peers);
        }
    }

    pub(super) fn has(&self, peer: IpAddr) -> bool {
        self.peers.contains(&peer.to_canonical())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(peers: &[(u8, u16)], channel: bool) -> Names {
        let peers = peers.iter().map(|(last, port)| ([9, 9, 9, *last], *port).into()).collect();
        Names { peers, channel }
    }

    #[test]
    fn a_client_has_so_many_peers_and_those_it_has_may_be_named_again() {
        let mut named = Named::default();
        for last in 0..64 {
            let one = names(&[(last, 1), (last, 2)], false);
            assert!(named.have_room(&one));
            named.take(&one);
        }
        assert!(named.have_room(&names(&[(0, 9), (63, 9)], true)));
        assert!(!named.have_room(&names(&[(0, 9), (64, 9)], false)));
        assert!(named.has("::ffff:9.9.9.63".parse().unwrap()) && !named.has("9.9.9.64".parse().unwrap()));
    }

    #[test]
    fn a_client_has_so_many_channels_whatever_they_lead_to() {
        let mut named = Named::default();
        for port in 0..1024 {
            let one = names(&[(1, port)], true);
            assert!(named.have_room(&one));
            named.take(&one);
        }
        assert!(named.have_room(&names(&[(1, 1023)], true)), "it has that one");
        assert!(!named.have_room(&names(&[(1, 1024)], true)));
        assert!(named.have_room(&names(&[(1, 1024)], false)), "without a channel it is the same peer");
    }
}
