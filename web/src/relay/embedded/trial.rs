//! Where a pass of the device test leads: to the participant on this machine and nowhere else, so that a pass that anybody can have relays nothing for anybody.

use crate::participant::Whereabouts;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::ops::RangeInclusive;

/// The participant, as browsers are told of it and as it is reached from here.
#[derive(Debug)]
pub(super) struct There {
    told: Vec<IpAddr>,
    ports: RangeInclusive<u16>,
    /// The address that the relay itself has, where it listens on one alone.
    bind: Option<IpAddr>,
}

impl There {
    /// Reached from a relay that listens on this address.
    pub(super) fn of(participant: &Whereabouts, bind: IpAddr) -> Self {
        match participant {
            Whereabouts::Here => {
                Self { told: vec![Ipv4Addr::LOCALHOST.into()], ports: 1024..=u16::MAX, bind: None }
            }
            Whereabouts::At { addresses, ports } => Self {
                told: addresses.iter().map(IpAddr::to_canonical).collect(),
                ports: ports.clone(),
                bind: Some(bind.to_canonical()).filter(|bind| !bind.is_unspecified()),
            },
        }
    }

    /// Whether browsers are told this address of it.
    pub(super) fn has(&self, address: IpAddr) -> bool {
        self.told.contains(&address.to_canonical())
    }

    /// How it is reached from here: inside of this machine, whatever stands in front of it. `None` for what is something else.
    pub(super) fn inside(&self, to: SocketAddr) -> Option<SocketAddr> {
        (self.has(to.ip()) && self.ports.contains(&to.port()))
            .then(|| SocketAddr::new(self.here(to.is_ipv6()), to.port()))
    }

    /// As the browser knows it, what came from inside of this machine; `None` for what is something else.
    pub(super) fn outside(&self, from: SocketAddr) -> Option<SocketAddr> {
        let from = SocketAddr::new(from.ip().to_canonical(), from.port());
        if from.ip() != self.here(from.is_ipv6()) || !self.ports.contains(&from.port()) {
            return None;
        }
        let told = self.told.iter().find(|told| told.is_ipv6() == from.is_ipv6());
        told.map(|told| SocketAddr::new(*told, from.port()))
    }

    fn here(&self, v6: bool) -> IpAddr {
        let loopback = if v6 { IpAddr::V6(Ipv6Addr::LOCALHOST) } else { IpAddr::V4(Ipv4Addr::LOCALHOST) };
        self.bind.filter(|bind| bind.is_ipv6() == v6).unwrap_or(loopback)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> SocketAddr {
        text.parse().unwrap()
    }

    #[test]
    fn it_leads_to_the_participant_and_nowhere_else() {
        let participant =
            Whereabouts::At { addresses: vec!["203.0.113.7".parse().unwrap()], ports: 50_000..=50_003 };
        for (bind, inside) in [("0.0.0.0", "127.0.0.1:50001"), ("10.0.0.7", "10.0.0.7:50001")] {
            let there = There::of(&participant, bind.parse().unwrap());
            assert_eq!(there.inside(at("203.0.113.7:50001")), Some(at(inside)), "whatever the router does");
            assert_eq!(there.outside(at(inside)), Some(at("203.0.113.7:50001")));
            for other in ["203.0.113.7:50004", "203.0.113.7:22", "203.0.113.8:50001", "127.0.0.1:50001"] {
                assert_eq!(there.inside(at(other)), None, "{other}");
            }
            for other in ["198.51.100.9:50001", "203.0.113.7:50001"] {
                assert_eq!(there.outside(at(other)), None, "{other}");
            }
        }
    }

    #[test]
    fn on_this_machine_alone_it_is_on_loopback() {
        let there = There::of(&Whereabouts::Here, "127.0.0.1".parse().unwrap());
        assert_eq!(there.inside(at("127.0.0.1:41000")), Some(at("127.0.0.1:41000")));
        assert_eq!(there.inside(at("192.168.0.1:41000")), None);
        assert_eq!(there.outside(at("127.0.0.1:41000")), Some(at("127.0.0.1:41000")));
    }
}
