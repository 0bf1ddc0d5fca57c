//! A line of a certificate: its name, then `key=value` pairs. No value holds a space.

use std::collections::BTreeMap;
use std::str::FromStr;

/// The pairs of a line, each taken once.
pub(super) struct Fields<'a>(BTreeMap<&'a str, &'a str>);

impl<'a> Fields<'a> {
    pub(super) fn of(line: &'a str) -> Self {
        Self(line.split(' ').skip(1).filter_map(|pair| pair.split_once('=')).collect())
    }

    pub(super) fn text(&mut self, key: &str) -> Option<String> {
        self.0.remove(key).map(str::to_owned)
    }

    pub(super) fn take<T: FromStr>(&mut self, key: &str) -> Option<T> {
        self.0.remove(key)?.parse().ok()
    }
}
