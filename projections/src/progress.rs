//! How far each projection is: kept by the runner, watched by pages that wait for a position and by operators.

use crate::error::ReadError;
use serde::Serialize;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::{RwLock, watch};

/// A generation on its way through the log.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    /// Which projection, by its place in the list.
    pub(crate) model: usize,
    pub(crate) generation: u64,
    pub(crate) live: bool,
    /// The last event it holds.
    pub(crate) position: u64,
    /// The same, as the database knows it: it may be behind by events that do not concern it.
    pub(crate) written: u64,
    pub(crate) error: Option<String>,
    /// It does not follow any more.
    pub(crate) stopped: bool,
}

impl Line {
    /// It will be tried again.
    pub(crate) fn fail(&mut self, error: &ReadError) {
        let error = chain(error);
        tracing::warn!(%error, "a projection waits");
        self.error = Some(error);
    }

    pub(crate) fn stop(&mut self, error: String) {
        self.error = Some(error);
        self.stopped = true;
    }

    /// Another process moved its checkpoint. What this one has passed without effect stays passed.
    pub(crate) fn moved(&mut self, position: u64) {
        self.position = self.position.max(position);
        self.written = position;
    }
}

fn chain(error: &ReadError) -> String {
    match std::error::Error::source(error) {
        Some(source) => format!("{error}: {source}"),
        None => error.to_string(),
    }
}

/// How a projection is doing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Status {
    /// Its name.
    pub name: &'static str,
    /// The version of its rows.
    pub version: u32,
    /// The generation that is live.
    pub generation: u64,
    /// The last event it holds.
    pub position: u64,
    /// How many events it is behind.
    pub lag: u64,
    /// Why it does not go on.
    pub error: Option<String>,
    /// Whether it has stopped for good: at an event it cannot read.
    pub stopped: bool,
    /// How far the next generation is, while it is being filled.
    pub rebuilding: Option<u64>,
}

/// What the runner and the readers share.
pub(crate) struct Shared {
    /// The live generation of each projection, in the list's order.
    generations: Vec<Arc<RwLock<u64>>>,
    lines: Mutex<Vec<Line>>,
    reached: watch::Sender<u64>,
}

impl Shared {
    pub(crate) fn new(lines: &[Line]) -> Self {
        let generations = lines.iter().map(|line| Arc::new(RwLock::new(line.generation))).collect();
        let (reached, _) = watch::channel(slowest(lines));
        Self { generations, lines: Mutex::new(lines.to_vec()), reached }
    }

    pub(crate) fn generation(&self, model: usize) -> Option<Arc<RwLock<u64>>> {
        self.generations.get(model).cloned()
    }

    /// Turns readers to another generation, once no query runs on the one before; returns that one.
    pub(crate) async fn turn(&self, model: usize, number: u64) -> u64 {
        match self.generations.get(model) {
            Some(generation) => std::mem::replace(&mut *generation.write().await, number),
            None => number,
        }
    }

    pub(crate) fn publish(&self, lines: &[Line]) {
        let stopped = {
            let mut held = self.lines.lock().unwrap_or_else(PoisonError::into_inner);
            let stopped = lines.iter().filter(|line| line.stopped).count()
                != held.iter().filter(|line| line.stopped).count();
            *held = lines.to_vec();
            stopped
        };
        let slowest = slowest(lines);
        self.reached.send_if_modified(|reached| {
            let changed = *reached != slowest;
            *reached = slowest;
            // Who waits for a line that has stopped is told, too.
            changed || stopped
        });
    }

    pub(crate) fn watch(&self) -> watch::Receiver<u64> {
        self.reached.subscribe()
    }

    pub(crate) fn reached(&self) -> u64 {
        *self.reached.borrow()
    }

    /// Whether a live line has stopped before this position, so that it will not be reached.
    pub(crate) fn stuck_before(&self, position: u64) -> bool {
        let lines = self.lines.lock().unwrap_or_else(PoisonError::into_inner);
        lines.iter().any(|line| line.live && line.stopped && line.position < position)
    }

    pub(crate) fn status(&self, names: &[(&'static str, u32)], head: u64) -> Vec<Status> {
        let lines = self.lines.lock().unwrap_or_else(PoisonError::into_inner);
        let of =
            |model: usize, live: bool| lines.iter().find(|line| line.model == model && line.live == live);
        let statuses = names.iter().enumerate().filter_map(|(model, (name, version))| {
            let line = of(model, true)?;
            Some(Status {
                name,
                version: *version,
                generation: line.generation,
                position: line.position,
                lag: head.saturating_sub(line.position),
                error: line.error.clone(),
                stopped: line.stopped,
                rebuilding: of(model, false).map(|line| line.position),
            })
        });
        statuses.collect()
    }
}

/// What all live generations hold.
fn slowest(lines: &[Line]) -> u64 {
    lines.iter().filter(|line| line.live).map(|line| line.position).min().unwrap_or(0)
}
