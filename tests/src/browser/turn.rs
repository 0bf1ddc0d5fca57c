//! Whose turn it is to open browsers. Two scenarios run side by side; one with three or four browsers in a call, each of which sends its pictures to all the
//! others, has the machine for itself, since what it shows would be how busy the machine is.

use std::collections::HashMap;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{self, ThreadId};

static TURNS: Mutex<Option<Turns>> = Mutex::new(None);
static CHANGED: Condvar = Condvar::new();

/// Who has browsers open, by the test's thread: a test may start several drivers.
#[derive(Debug, Default)]
struct Turns {
    few: HashMap<ThreadId, usize>,
    crowd: bool,
    /// Crowds that wait: no other scenario begins before them.
    asked: usize,
}

/// The right to have browsers open, until it is dropped.
#[derive(Debug)]
pub(super) struct Turn {
    /// `None` for a crowd.
    thread: Option<ThreadId>,
}

fn turns() -> MutexGuard<'static, Option<Turns>> {
    // A test that failed here held nothing that another one could find half done.
    TURNS.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Waits until `free` says so, then writes the turn down.
fn wait(free: impl Fn(&Turns) -> bool, begin: impl FnOnce(&mut Turns)) {
    let turns = turns();
    let mut turns = CHANGED
        .wait_while(turns, |turns| !free(turns.get_or_insert_default()))
        .unwrap_or_else(PoisonError::into_inner);
    begin(turns.get_or_insert_default());
}

impl Turn {
    /// One of the scenarios that run side by side. Whoever has a turn already gets another at once.
    pub(super) fn few() -> Self {
        let thread = thread::current().id();
        wait(
            |turns| turns.few.contains_key(&thread) || (!turns.crowd && turns.asked == 0),
            |turns| *turns.few.entry(thread).or_default() += 1,
        );
        Self { thread: Some(thread) }
    }

    /// A scenario that has every browser on the machine.
    pub(super) fn crowd() -> Self {
        turns().get_or_insert_default().asked += 1;
        wait(
            |turns| turns.few.is_empty() && !turns.crowd,
            |turns| {
                turns.asked -= 1;
                turns.crowd = true;
            },
        );
        Self { thread: None }
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        let mut turns = turns();
        let turns = turns.get_or_insert_default();
        match self.thread {
            None => turns.crowd = false,
            Some(thread) => {
                let left = turns.few.get(&thread).copied().unwrap_or_default().saturating_sub(1);
                match left {
                    0 => drop(turns.few.remove(&thread)),
                    left => drop(turns.few.insert(thread, left)),
                }
            }
        }
        CHANGED.notify_all();
    }
}
