//! The way out of a subscription that the server has ended in order.
//!
//! The crate then loops without ever giving way: no time-out, no abort and no other task of that thread runs again. All it does meanwhile is to trace
//! a warning, so the warning is where it can be stopped: a subscriber of this thread alone passes everything on, and unwinds out of the loop when that
//! one warning repeats with nothing heard in between. The unwinding ends the task that polls the subscription, as tokio catches it.

use std::cell::Cell;
use std::panic::resume_unwind;
use tracing::dispatcher::{self, Dispatch};
use tracing::level_filters::LevelFilter;
use tracing::span::{Attributes, Id, Record};
use tracing::subscriber::{DefaultGuard, Interest};
use tracing::{Event, Level, Metadata, Subscriber};

/// One may be a message that the crate does not know; so many on end are the loop.
const LIMIT: u32 = 64;

thread_local! {
    static UNKNOWN: Cell<u32> = const { Cell::new(0) };
}

/// Called for whatever the subscription hands over.
pub(super) fn heard() {
    UNKNOWN.set(0);
}

/// Watches this thread as long as the guard lives.
pub(super) fn watch() -> DefaultGuard {
    let beneath = dispatcher::get_default(Dispatch::clone);
    tracing::subscriber::set_default(Breakout {
        beneath,
        level: LevelFilter::current().max(LevelFilter::WARN),
    })
}

struct Breakout {
    beneath: Dispatch,
    level: LevelFilter,
}

/// The crate's subscriptions warn of one thing alone.
fn is_the_loop(metadata: &Metadata<'_>) -> bool {
    metadata.target() == "eventstore::commands" && *metadata.level() == Level::WARN
}

impl Subscriber for Breakout {
    fn register_callsite(&self, metadata: &'static Metadata<'static>) -> Interest {
        if is_the_loop(metadata) { Interest::sometimes() } else { self.beneath.register_callsite(metadata) }
    }

    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        is_the_loop(metadata) || self.beneath.enabled(metadata)
    }

    fn max_level_hint(&self) -> Option<LevelFilter> {
        Some(self.level)
    }

    fn event(&self, event: &Event<'_>) {
        if !is_the_loop(event.metadata()) {
            return self.beneath.event(event);
        }
        UNKNOWN.set(UNKNOWN.get() + 1);
        if UNKNOWN.get() > LIMIT {
            heard();
            // Not a panic: nothing is wrong with us, and nothing is printed.
            resume_unwind(Box::new("the subscription has ended"));
        }
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        self.beneath.new_span(span)
    }

    fn record(&self, span: &Id, values: &Record<'_>) {
        self.beneath.record(span, values);
    }

    fn record_follows_from(&self, span: &Id, follows: &Id) {
        self.beneath.record_follows_from(span, follows);
    }

    fn enter(&self, span: &Id) {
        self.beneath.enter(span);
    }

    fn exit(&self, span: &Id) {
        self.beneath.exit(span);
    }

    fn clone_span(&self, id: &Id) -> Id {
        self.beneath.clone_span(id)
    }

    fn try_close(&self, id: Id) -> bool {
        self.beneath.try_close(id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::panic::catch_unwind;

    #[test]
    fn a_warning_is_let_pass_and_the_loop_is_left() {
        let _watch = watch();
        let warn =
            || tracing::warn!(target: "eventstore::commands", "Received an unknown subscription message");
        for _ in 0..3 * LIMIT {
            warn();
            heard();
        }
        assert!(catch_unwind(|| (0..=LIMIT).for_each(|_| warn())).is_err());
        warn();
        tracing::warn!("another thing is no loop");
    }
}
