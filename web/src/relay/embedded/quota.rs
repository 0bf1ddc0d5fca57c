//! How much of the relay one pass, one address and all together may take. Holds addresses in memory while their clients are there, and tells nobody.

use super::Limits;
use crate::front::counted;
use crate::relay::is_to_try;
use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::time::Instant;
use uuid::Uuid;

/// All that is taken at the moment.
pub(super) struct Ledger {
    limits: Limits,
    taken: Mutex<Taken>,
}

#[derive(Default)]
struct Taken {
    strangers: HashMap<IpAddr, usize>,
    all_strangers: usize,
    addresses: HashMap<IpAddr, usize>,
    subjects: HashMap<Uuid, Pass>,
    allocations: usize,
    /// Those of device tests, among them.
    tries: usize,
}

struct Pass {
    allocations: usize,
    bucket: Arc<Bucket>,
}

/// The place of a client that has shown no pass yet.
pub(super) struct Stranger(Arc<Ledger>, IpAddr);

/// One way through the relay; it is free again when this is dropped.
pub(super) struct Allocation {
    ledger: Arc<Ledger>,
    address: IpAddr,
    subject: Uuid,
    /// What its pass may still send.
    pub(super) bucket: Arc<Bucket>,
}

impl Ledger {
    pub(super) fn new(limits: Limits) -> Self {
        Self { limits, taken: Mutex::default() }
    }

    /// A place for a client from this address, if there is one.
    pub(super) fn stranger(self: &Arc<Self>, from: IpAddr) -> Option<Stranger> {
        let address = counted(from);
        let mut taken = self.lock();
        let here = taken.strangers.get(&address).copied().unwrap_or(0);
        if here >= self.limits.strangers_per_address || taken.all_strangers >= self.limits.strangers {
            return None;
        }
        taken.strangers.insert(address, here + 1);
        taken.all_strangers += 1;
        Some(Stranger(Arc::clone(self), address))
    }

    /// Whether one more way is free.
    pub(super) fn is_free(&self, from: IpAddr, subject: Uuid) -> bool {
        self.lock().free(&self.limits, counted(from), subject)
    }

    /// Takes one more way.
    pub(super) fn allocate(
        self: &Arc<Self>,
        from: IpAddr,
        subject: Uuid,
        now: Instant,
    ) -> Option<Allocation> {
        let address = counted(from);
        let mut taken = self.lock();
        if !taken.free(&self.limits, address, subject) {
            return None;
        }
        *taken.addresses.entry(address).or_default() += 1;
        taken.allocations += 1;
        let (mut rate, limits) = (self.limits.bytes_per_second, self.limits.to_try);
        if is_to_try(subject) {
            taken.tries += 1;
            rate = limits.bytes_per_second;
        }
        let fresh = || Pass { allocations: 0, bucket: Arc::new(Bucket::new(rate, now)) };
        let pass = taken.subjects.entry(subject).or_insert_with(fresh);
        pass.allocations += 1;
        let bucket = Arc::clone(&pass.bucket);
        Some(Allocation { ledger: Arc::clone(self), address, subject, bucket })
    }

    pub(super) fn allocations(&self) -> usize {
        self.lock().allocations
    }

    /// Whether nothing at all is held.
    #[cfg(test)]
    pub(super) fn is_empty(&self) -> bool {
        let taken = self.lock();
        taken.strangers.is_empty()
            && taken.addresses.is_empty()
            && taken.subjects.is_empty()
            && taken.allocations == 0
            && taken.tries == 0
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Taken> {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Taken {
    fn free(&self, limits: &Limits, address: IpAddr, subject: Uuid) -> bool {
        let (mut each, tries) = (limits.allocations_per_pass, is_to_try(subject));
        if tries {
            each = limits.to_try.allocations_per_pass;
        }
        self.allocations < limits.allocations
            && (!tries || self.tries < limits.to_try.allocations)
            && self.addresses.get(&address).is_none_or(|held| *held < limits.allocations_per_address)
            && self.subjects.get(&subject).is_none_or(|pass| pass.allocations < each)
    }
}

impl Drop for Stranger {
    fn drop(&mut self) {
        let mut taken = self.0.lock();
        taken.all_strangers = taken.all_strangers.saturating_sub(1);
        one_less(&mut taken.strangers, self.1);
    }
}

impl Drop for Allocation {
    fn drop(&mut self) {
        let mut taken = self.ledger.lock();
        taken.allocations = taken.allocations.saturating_sub(1);
        if is_to_try(self.subject) {
            taken.tries = taken.tries.saturating_sub(1);
        }
        one_less(&mut taken.addresses, self.address);
        if let Some(pass) = taken.subjects.get_mut(&self.subject) {
            pass.allocations = pass.allocations.saturating_sub(1);
            if pass.allocations == 0 {
                taken.subjects.remove(&self.subject);
            }
        }
    }
}

fn one_less(counts: &mut HashMap<IpAddr, usize>, address: IpAddr) {
    if let Some(count) = counts.get_mut(&address) {
        *count = count.saturating_sub(1);
        if *count == 0 {
            counts.remove(&address);
        }
    }
}

/// What may go through in a second, with a second's worth in reserve.
pub(super) struct Bucket {
    rate: u64,
    level: Mutex<(f64, Instant)>,
}

impl Bucket {
    fn new(rate: u64, now: Instant) -> Self {
        Self { rate, level: Mutex::new((rate as f64, now)) }
    }

    /// Whether these bytes may go through now.
    pub(super) fn take(&self, bytes: usize, now: Instant) -> bool {
        let mut held = self.level.lock().unwrap_or_else(PoisonError::into_inner);
        let (level, at) = *held;
        let rate = self.rate as f64;
        let level = (level + now.saturating_duration_since(at).as_secs_f64() * rate).min(rate);
        let enough = level >= bytes as f64;
        *held = (if enough { level - bytes as f64 } else { level }, now);
        enough
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    fn ledger(change: impl Fn(&mut Limits)) -> Arc<Ledger> {
        let mut limits = Limits::default();
        change(&mut limits);
        Arc::new(Ledger::new(limits))
    }

    fn address(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    #[test]
    fn a_pass_an_address_and_all_together_have_their_limits_and_get_back_what_they_leave() {
        let (one, other, now) = (address("9.9.9.9"), address("8.8.8.8"), Instant::now());
        let (a, b, c) = (Uuid::from_u128(1), Uuid::from_u128(2), Uuid::from_u128(3));
        let ledger = ledger(|limits| {
            (limits.allocations_per_pass, limits.allocations_per_address, limits.allocations) = (1, 2, 3);
        });
        let first = ledger.allocate(one, a, now).unwrap();
        assert!(!ledger.is_free(other, a) && ledger.allocate(other, a, now).is_none(), "the pass is used up");
        let second = ledger.allocate(one, b, now).unwrap();
        assert!(ledger.allocate(one, c, now).is_none(), "the address is");
        let third = ledger.allocate(other, c, now).unwrap();
        assert!(ledger.allocate(address("7.7.7.7"), Uuid::from_u128(4), now).is_none(), "all is");
        assert_eq!(ledger.allocations(), 3);
        drop(first);
        let again = ledger.allocate(one, a, now).unwrap();
        drop((again, second, third));
        assert!(ledger.is_empty());
    }

    #[test]
    fn a_device_test_has_little_and_leaves_the_relay_to_the_calls() {
        let (from, now) = (address("9.9.9.9"), Instant::now());
        let ledger = ledger(|limits| {
            (limits.to_try.allocations_per_pass, limits.to_try.allocations) = (1, 2);
            limits.to_try.bytes_per_second = 100;
        });
        let [a, b, c] = [1, 2, 3].map(|n| crate::relay::to_try([n; 16]));
        let first = ledger.allocate(from, a, now).unwrap();
        assert!(ledger.allocate(from, a, now).is_none(), "the pass is used up");
        assert!(first.bucket.take(100, now) && !first.bucket.take(1, now));
        let second = ledger.allocate(from, b, now).unwrap();
        assert!(ledger.allocate(from, c, now).is_none(), "all tests together are");
        let call = ledger.allocate(from, Uuid::from_u128(1), now).unwrap();
        assert!(call.bucket.take(1_000_000, now), "a call is not touched by it");
        drop((first, second, call));
        assert!(ledger.is_empty());
    }

    #[test]
    fn who_shows_no_pass_has_few_places_and_a_network_of_ipv6_is_one_address() {
        let ledger = ledger(|limits| (limits.strangers_per_address, limits.strangers) = (1, 2));
        let first = ledger.stranger(address("2001:4860::1")).unwrap();
        assert!(ledger.stranger(address("2001:4860::2")).is_none(), "the same network");
        let second = ledger.stranger(address("2001:4860:0:1::1")).unwrap();
        assert!(ledger.stranger(address("9.9.9.9")).is_none(), "all places are taken");
        drop((first, second));
        assert!(ledger.is_empty());
    }

    #[test]
    fn a_pass_has_so_many_bytes_a_second_over_all_its_ways() {
        let ledger = ledger(|limits| limits.bytes_per_second = 1_000);
        let (from, subject, now) = (address("9.9.9.9"), Uuid::from_u128(1), Instant::now());
        let ways =
            [ledger.allocate(from, subject, now).unwrap(), ledger.allocate(from, subject, now).unwrap()];
        assert!(ways[0].bucket.take(600, now) && !ways[1].bucket.take(600, now));
        assert!(ways[1].bucket.take(400, now), "what was refused took nothing");
        let later = now + Duration::from_millis(500);
        assert!(ways[0].bucket.take(500, later) && !ways[0].bucket.take(1, later));
        let much_later = now + Duration::from_hours(1);
        assert!(
            ways[0].bucket.take(1_000, much_later) && !ways[0].bucket.take(1, much_later),
            "one second's worth is kept"
        );
    }
}
