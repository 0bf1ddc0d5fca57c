//! From what the door gives to what a page shows.

use crate::page::Shown;

/// A value for a page. A lost key shows as erased to the reader; the alarm is in the traces and the metrics.
pub fn shown(opened: store::Shown<String>) -> Shown {
    match opened {
        store::Shown::Value(text) => Shown::Value(text),
        store::Shown::Erased | store::Shown::KeyLost => Shown::Erased,
    }
}

/// The same of a value that may not have been given.
pub fn shown_if_given(opened: store::Shown<Option<String>>) -> Shown {
    match opened {
        store::Shown::Value(Some(text)) => Shown::Value(text),
        store::Shown::Value(None) => Shown::NotGiven,
        store::Shown::Erased | store::Shown::KeyLost => Shown::Erased,
    }
}
