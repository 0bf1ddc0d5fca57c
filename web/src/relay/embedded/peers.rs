//! To whom the relay sends: to addresses of the public internet alone, and never to this machine or the network it stands in.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, UdpSocket};
use std::str::FromStr;

/// A range of addresses, as `10.0.0.0/8`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Range {
    address: IpAddr,
    bits: u8,
}

/// A range that cannot be read.
#[derive(Clone, Copy, Debug, thiserror::Error)]
#[error("write a range of addresses like 10.0.0.0/8")]
pub struct NoRange;

impl FromStr for Range {
    type Err = NoRange;

    fn from_str(text: &str) -> Result<Self, NoRange> {
        let (address, bits) = text.split_once('/').ok_or(NoRange)?;
        let address: IpAddr = address.parse().map_err(|_| NoRange)?;
        let bits = bits.parse().map_err(|_| NoRange)?;
        let most = if address.is_ipv4() { 32 } else { 128 };
        if bits <= most { Ok(Self { address, bits }) } else { Err(NoRange) }
    }
}

impl Range {
    fn holds(self, address: IpAddr) -> bool {
        match (self.address, address) {
            (IpAddr::V4(mine), IpAddr::V4(other)) => {
                let shift = 32 - u32::from(self.bits);
                u32::from(mine).checked_shr(shift) == u32::from(other).checked_shr(shift)
            }
            (IpAddr::V6(mine), IpAddr::V6(other)) => {
                let shift = 128 - u32::from(self.bits);
                u128::from(mine).checked_shr(shift) == u128::from(other).checked_shr(shift)
            }
            (IpAddr::V4(_), IpAddr::V6(_)) | (IpAddr::V6(_), IpAddr::V4(_)) => false,
        }
    }
}

/// Who may be a peer.
#[derive(Clone, Debug)]
pub(super) struct Peers {
    allowed: Vec<Range>,
    /// Whether this machine can tell its own addresses by taking one.
    telling: bool,
}

impl Peers {
    /// The public internet, and these ranges of what is not.
    pub(super) fn new(allowed: Vec<Range>) -> Self {
        // An address for documentation is nobody's: where even that can be taken, taking one tells nothing.
        let telling = UdpSocket::bind((Ipv4Addr::new(192, 0, 2, 1), 0)).is_err();
        if !telling {
            tracing::warn!(
                "this machine takes addresses that are not its own (ip_nonlocal_bind): the relay cannot tell its public ones, so name them all in relay.address"
            );
        }
        Self { allowed, telling }
    }

    /// Whether the relay sends to this address.
    pub(super) fn may(&self, address: IpAddr) -> bool {
        let address = address.to_canonical();
        if self.allowed.iter().any(|range| range.holds(address)) {
            return true;
        }
        let public = match address {
            IpAddr::V4(address) => public_v4(address),
            IpAddr::V6(address) => public_v6(address),
        };
        public && !self.own(address)
    }

    /// Whether this machine can take the address, and so has it.
    fn own(&self, address: IpAddr) -> bool {
        self.telling && UdpSocket::bind((address, 0)).is_ok()
    }
}

/// IANA's registry of special addresses, read strictly.
fn public_v4(address: Ipv4Addr) -> bool {
    let special = |text: &[([u8; 4], u8)]| {
        text.iter().any(|(first, bits)| {
            Range { address: IpAddr::V4(Ipv4Addr::from(*first)), bits: *bits }.holds(IpAddr::V4(address))
        })
    };
    !special(&[
        ([0, 0, 0, 0], 8),
        ([10, 0, 0, 0], 8),
        ([100, 64, 0, 0], 10),
        ([127, 0, 0, 0], 8),
        ([169, 254, 0, 0], 16),
        ([172, 16, 0, 0], 12),
        ([192, 0, 0, 0], 24),
        ([192, 0, 2, 0], 24),
        ([192, 88, 99, 0], 24),
        ([192, 168, 0, 0], 16),
        ([198, 18, 0, 0], 15),
        ([198, 51, 100, 0], 24),
        ([203, 0, 113, 0], 24),
        // Multicast, reserved, broadcast.
        ([224, 0, 0, 0], 3),
    ])
}

fn public_v6(address: Ipv6Addr) -> bool {
    let [first, second, ..] = address.segments();
    let inner = |high: u16, low: u16| {
        let ([a, b], [c, d]) = (high.to_be_bytes(), low.to_be_bytes());
        public_v4(Ipv4Addr::new(a, b, c, d))
    };
    match (first, second) {
        // NAT64: the address within is where it goes.
        (0x64, 0xff9b) if address.segments()[2..6] == [0; 4] => {
            inner(address.segments()[6], address.segments()[7])
        }
        // Teredo, ORCHID, benchmarks and the rest of 2001::/23; documentation.
        (0x2001, second) if second < 0x200 || second == 0xdb8 => false,
        // 6to4 holds one too.
        (0x2002, second) => inner(second, address.segments()[2]),
        (0x3fff, second) if second < 0x1000 => false,
        // Only 2000::/3 is given out at all: what is left is local, multicast, mapped or nobody's.
        (first, _) => first & 0xe000 == 0x2000,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn peers(allowed: &[&str]) -> Peers {
        Peers::new(allowed.iter().map(|range| range.parse().unwrap()).collect())
    }

    #[test]
    fn only_the_public_internet_is_reached() {
        let peers = peers(&[]);
        for public in [
            "9.9.9.9",
            "172.15.0.1",
            "172.32.0.1",
            "100.63.0.1",
            "223.255.255.1",
            "2a00:1450::1",
            "2002:909:909::1",
            "64:ff9b::9.9.9.9",
        ] {
            assert!(peers.may(public.parse().unwrap()), "{public}");
        }
        for closed in [
            "0.0.0.0",
            "10.1.2.3",
            "127.0.0.1",
            "127.9.9.9",
            "169.254.169.254",
            "172.16.0.1",
            "172.31.255.255",
            "192.168.1.1",
            "100.64.0.1",
            "192.0.2.1",
            "198.18.0.1",
            "224.0.0.1",
            "239.1.1.1",
            "240.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "::127.0.0.1",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "fe80::1",
            "fc00::1",
            "fd12::1",
            "ff02::1",
            "fec0::1",
            "64:ff9b::10.0.0.1",
            "64:ff9b::7f00:1",
            "2002:7f00:1::1",
            "2002:a00:1::1",
            "2001::1",
            "2001:db8::1",
            "100::1",
        ] {
            assert!(!peers.may(closed.parse().unwrap()), "{closed}");
        }
    }

    #[test]
    fn what_is_configured_is_reached_too() {
        let peers = peers(&["127.0.0.0/8", "::1/128"]);
        assert!(peers.may("127.0.0.1".parse().unwrap()) && peers.may("::1".parse().unwrap()));
        assert!(peers.may("::ffff:127.0.0.1".parse().unwrap()), "the same address in the other writing");
        assert!(!peers.may("10.0.0.1".parse().unwrap()) && !peers.may("fe80::1".parse().unwrap()));
        for wrong in ["10.0.0.0", "10.0.0.0/33", "x/8", "::/129", "10.0.0.0/-1"] {
            assert!(wrong.parse::<Range>().is_err(), "{wrong}");
        }
        assert!("0.0.0.0/0".parse::<Range>().unwrap().holds("9.9.9.9".parse().unwrap()));
    }

    #[test]
    fn this_machine_knows_its_own_addresses() {
        let peers = peers(&[]);
        assert!(peers.own("127.0.0.1".parse().unwrap()));
        assert!(!peers.own("9.9.9.9".parse().unwrap()));
    }
}
