//! How long, how much and how many: the bounds of the device test, and what counts against them.

use std::collections::VecDeque;
use std::ops::RangeInclusive;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// The bounds of one test.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// From the answer until the browser is connected.
    pub connects: Duration,
    /// From then until the end, whatever the page does.
    pub lasts: Duration,
    /// Bytes of content in both directions, picture and sound among them.
    pub bytes: u64,
    /// Bytes that are sent to measure how fast they arrive.
    pub down: usize,
    /// How long is spent on that.
    pub down_lasts: Duration,
    /// How many tests run at once where the ports do not say it.
    pub most: u16,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connects: Duration::from_secs(15),
            lasts: Duration::from_mins(1),
            bytes: 48 * 1024 * 1024,
            down: 2 * 1024 * 1024,
            down_lasts: Duration::from_secs(2),
            most: 16,
        }
    }
}

/// What one test may still carry.
#[derive(Debug)]
pub(super) struct Budget(AtomicU64);

impl Budget {
    pub(super) fn new(bytes: u64) -> Self {
        Self(bytes.into())
    }

    /// Takes so many bytes; `false` where there are not so many left, and from then on.
    pub(super) fn take(&self, bytes: usize) -> bool {
        let take = |left: u64| left.checked_sub(bytes as u64);
        let taken = self.0.fetch_update(Ordering::Relaxed, Ordering::Relaxed, take).is_ok();
        if !taken {
            self.0.store(0, Ordering::Relaxed);
        }
        taken
    }
}

/// The room for tests: a port for each, or a number of them on ports that the system chooses (0).
#[derive(Clone, Debug)]
pub(super) struct Slots(Arc<Mutex<VecDeque<u16>>>);

impl Slots {
    pub(super) fn on_ports(ports: RangeInclusive<u16>) -> Self {
        Self(Arc::new(Mutex::new(ports.collect())))
    }

    pub(super) fn on_any_port(most: u16) -> Self {
        Self(Arc::new(Mutex::new((0..most).map(|_| 0).collect())))
    }

    /// Room for one test, until it is dropped. The port that was longest free is taken: whatever comes late for the test before finds nobody.
    pub(super) fn take(&self) -> Option<Slot> {
        let port = self.0.lock().ok()?.pop_front()?;
        Some(Slot { port, slots: self.clone() })
    }
}

/// Room for one test.
#[derive(Debug)]
pub(super) struct Slot {
    pub(super) port: u16,
    slots: Slots,
}

impl Drop for Slot {
    fn drop(&mut self) {
        if let Ok(mut free) = self.slots.0.lock() {
            free.push_back(self.port);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_budget_is_spent_once() {
        let budget = Budget::new(10);
        assert!(budget.take(4) && budget.take(6));
        assert!(!budget.take(1));
        let budget = Budget::new(10);
        assert!(!budget.take(11) && !budget.take(1), "what went over it ends it");
    }

    #[test]
    fn a_port_is_given_out_once_at_a_time_and_comes_back_last() {
        let slots = Slots::on_ports(50_000..=50_001);
        let (first, second) = (slots.take().unwrap(), slots.take().unwrap());
        assert_eq!((first.port, second.port), (50_000, 50_001));
        assert!(slots.take().is_none(), "no room");
        drop((second, first));
        assert_eq!(slots.take().map(|slot| slot.port), Some(50_001));
    }

    #[test]
    fn a_number_of_tests_is_kept_where_the_system_chooses_the_port() {
        let slots = Slots::on_any_port(2);
        let held = [slots.take(), slots.take()];
        assert!(held.iter().all(|slot| slot.as_ref().is_some_and(|slot| slot.port == 0)));
        assert!(slots.take().is_none());
        drop(held);
        assert!(slots.take().is_some());
    }
}
