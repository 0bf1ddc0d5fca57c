//! What is read of a call's guests, once for all of them who wait: at each change the first who asks reads on, and the others find it read.

use commands::visit::{GuestBook, Guests};
use commands::{CommandError, Deps};
use domain::VisitId;
use std::collections::HashMap;
use std::sync::{Arc, Mutex as Lock, Weak};
use tokio::sync::Mutex;

/// The readings of those calls in which somebody waits.
#[derive(Default)]
pub struct Readings(Lock<HashMap<VisitId, Weak<Reading>>>);

impl Readings {
    /// The reading of this call, which lives as long as somebody has it.
    pub fn of(&self, visit: VisitId) -> Arc<Reading> {
        // A lock that broke shares nothing and keeps nobody waiting.
        let Ok(mut all) = self.0.lock() else { return Arc::default() };
        if let Some(there) = all.get(&visit).and_then(Weak::upgrade) {
            return there;
        }
        all.retain(|_, reading| reading.strong_count() > 0);
        let new = Arc::new(Reading::default());
        all.insert(visit, Arc::downgrade(&new));
        new
    }
}

/// One call's guests as of the last change at which anybody asked.
#[derive(Default)]
pub struct Reading(Mutex<AsOf<GuestBook>>);

impl Reading {
    /// How it stands at this change, by the position that the read models have reached.
    pub async fn at(&self, change: u64, deps: &Deps, of: VisitId) -> Result<Guests, CommandError> {
        let mut held = self.0.lock().await;
        if held.is_news(change) {
            held.value.read_on(deps, of).await?;
            held.change = Some(change);
        }
        Ok(held.value.guests())
    }
}

/// Something as of a change.
#[derive(Default)]
struct AsOf<T> {
    change: Option<u64>,
    value: T,
}

impl<T> AsOf<T> {
    fn is_news(&self, change: u64) -> bool {
        self.change.is_none_or(|seen| seen < change)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_change_is_read_once_and_the_next_anew() {
        let mut held = AsOf { change: None, value: () };
        assert!(held.is_news(0));
        held.change = Some(7);
        assert!(!held.is_news(7) && !held.is_news(6) && held.is_news(8));
    }

    #[test]
    fn those_who_wait_in_one_call_share_a_reading_and_nobody_keeps_it_after_them() {
        let readings = Readings::default();
        let [one, other] = [[1; 16], [2; 16]].map(VisitId::from_bytes);
        let (first, second) = (readings.of(one), readings.of(one));
        assert!(Arc::ptr_eq(&first, &second) && !Arc::ptr_eq(&first, &readings.of(other)));
        drop((first, second));
        drop(readings.of(other));
        drop(readings.of(one));
        assert_eq!(readings.0.lock().unwrap().len(), 1, "the last one that was made");
    }
}
