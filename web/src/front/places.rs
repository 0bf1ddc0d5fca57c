//! How many lines each address has, and how many of them have said nothing yet.

use super::Limits;
use std::collections::HashMap;
use std::net::{IpAddr, Ipv6Addr};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

pub(super) struct Places {
    limits: Limits,
    taken: Mutex<Taken>,
}

#[derive(Default)]
struct Taken {
    all: usize,
    strangers: usize,
    addresses: HashMap<IpAddr, Lines>,
}

#[derive(Clone, Copy, Default)]
struct Lines {
    all: usize,
    strangers: usize,
}

/// One line's place, which is free again when this goes.
pub(super) struct Place {
    places: Arc<Places>,
    address: IpAddr,
    stranger: bool,
}

impl Places {
    pub(super) fn new(limits: Limits) -> Self {
        Self { limits, taken: Mutex::default() }
    }

    fn lock(&self) -> MutexGuard<'_, Taken> {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A place for a line from this address, if there is one.
    pub(super) fn take(places: &Arc<Self>, from: IpAddr) -> Option<Place> {
        let (address, limits) = (counted(from), places.limits);
        let mut taken = places.lock();
        let lines = taken.addresses.get(&address).copied().unwrap_or_default();
        let full = lines.all >= limits.per_address || lines.strangers >= limits.strangers_per_address;
        if full || taken.strangers >= limits.strangers || taken.all >= limits.lines {
            return None;
        }
        let more = Lines { all: lines.all + 1, strangers: lines.strangers + 1 };
        taken.addresses.insert(address, more);
        taken.strangers += 1;
        taken.all += 1;
        Some(Place { places: Arc::clone(places), address, stranger: true })
    }
}

impl Place {
    /// It is no stranger's any more.
    pub(super) fn has_spoken(&mut self) {
        if std::mem::take(&mut self.stranger) {
            let mut taken = self.places.lock();
            taken.strangers -= 1;
            if let Some(lines) = taken.addresses.get_mut(&self.address) {
                lines.strangers -= 1;
            }
        }
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.has_spoken();
        let mut taken = self.places.lock();
        taken.all -= 1;
        let lines = taken.addresses.get_mut(&self.address);
        if lines.is_some_and(|lines| {
            lines.all -= 1;
            lines.all == 0
        }) {
            taken.addresses.remove(&self.address);
        }
    }
}

/// Whom an address counts for: of IPv6 whoever has the network of 64 bits has all of it.
pub(crate) fn counted(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V4(address) => IpAddr::V4(address),
        IpAddr::V6(address) => IpAddr::V6(Ipv6Addr::from(u128::from(address) & (u128::MAX << 64))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_kept_of_who_has_gone_and_a_network_of_ipv6_is_one_address() {
        let limits = Limits { strangers_per_address: 1, strangers: 2, ..Limits::default() };
        let places = Arc::new(Places::new(limits));
        let take = |from: &str| Places::take(&places, from.parse().unwrap());
        let first = take("2001:db8::1").unwrap();
        assert!(take("2001:db8::2").is_none(), "the same network");
        let mut second = take("192.0.2.7").unwrap();
        assert!(take("192.0.2.8").is_none(), "all places are taken");
        second.has_spoken();
        second.has_spoken();
        let third = take("::ffff:192.0.2.7").unwrap();
        drop((first, second, third));
        let taken = places.lock();
        assert_eq!((taken.all, taken.strangers, taken.addresses.len()), (0, 0, 0));
    }

    #[test]
    fn all_addresses_together_have_so_many_lines() {
        let places = Arc::new(Places::new(Limits { lines: 2, ..Limits::default() }));
        let take = |from: &str| Places::take(&places, from.parse().unwrap());
        let (mut first, mut second) = (take("192.0.2.7").unwrap(), take("192.0.2.8").unwrap());
        first.has_spoken();
        second.has_spoken();
        assert!(take("192.0.2.9").is_none(), "whoever has spoken has a line too");
        drop(first);
        assert!(take("192.0.2.9").is_some());
    }
}
