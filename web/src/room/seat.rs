//! One client's place in a room: what is still to be said to it, and over which socket. Knows nothing of the others.

use super::close::Close;
use super::message::{Connection, News, Other, ServerMessage};
use super::{Limits, ParticipantId, Side};
use axum::extract::ws::Utf8Bytes;
use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, OnceLock};
use tokio::sync::Notify;
use tokio::time::Instant;

/// The thread between a seat and the socket that serves it at the moment.
#[derive(Default)]
pub(super) struct Line {
    wake: Notify,
    close: OnceLock<Close>,
}

impl Line {
    /// Closes the socket for this reason; the first reason stays.
    pub(super) fn close(&self, why: Close) {
        self.close.get_or_init(|| why);
        self.wake.notify_one();
    }

    pub(super) fn closed(&self) -> Option<Close> {
        self.close.get().copied()
    }

    /// Returns when there is something to look at. One socket waits on one line, so no wake is lost.
    pub(super) async fn woken(&self) {
        self.wake.notified().await;
    }
}

/// One client: a page that joined.
pub(super) struct Seat {
    pub(super) participant: ParticipantId,
    pub(super) side: Side,
    /// The number of their first place.
    pub(super) person: u32,
    pub(super) instance: String,
    pub(super) token: String,
    pub(super) presence: Presence,
    /// The last signal heard from it.
    pub(super) received: u64,
    /// What it says of its connections to others.
    pub(super) reports: BTreeMap<u32, Connection>,
    seq: u64,
    sent: u64,
    tail: VecDeque<(u64, Utf8Bytes)>,
    tail_bytes: usize,
}

/// Whether a socket serves the seat.
pub(super) enum Presence {
    Here(Arc<Line>),
    AwaySince(Instant),
}

/// What can be wrong after a message was put on the tail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Overflow {
    /// The socket is slow: cut it, the seat may resume.
    Socket,
    /// More is un-acknowledged than is kept: the seat is lost.
    Seat,
}

impl Seat {
    pub(super) fn new(
        (participant, side, person): (ParticipantId, Side, u32),
        instance: String,
        token: String,
        line: Arc<Line>,
    ) -> Self {
        Self {
            participant,
            side,
            person,
            instance,
            token,
            presence: Presence::Here(line),
            received: 0,
            reports: BTreeMap::new(),
            seq: 0,
            sent: 0,
            tail: VecDeque::new(),
            tail_bytes: 0,
        }
    }

    pub(super) fn other(&self, client: u32, you_offer: bool) -> Other {
        let away = matches!(self.presence, Presence::AwaySince(_));
        Other {
            client,
            person: self.person,
            side: self.side,
            instance: self.instance.clone(),
            away,
            you_offer,
        }
    }

    pub(super) fn serves(&self, line: &Arc<Line>) -> bool {
        matches!(&self.presence, Presence::Here(mine) if Arc::ptr_eq(mine, line))
    }

    /// Puts news on the tail.
    pub(super) fn tell(&mut self, what: &News, limits: &Limits) -> Result<(), Overflow> {
        self.seq += 1;
        let text = ServerMessage::News { seq: self.seq, what }.text();
        self.tail_bytes += text.as_str().len();
        self.tail.push_back((self.seq, text));
        if self.tail.len() > limits.tail || self.tail_bytes > limits.tail_bytes {
            return Err(Overflow::Seat);
        }
        if let Presence::Here(line) = &self.presence {
            line.wake.notify_one();
            if self.seq.saturating_sub(self.sent) > limits.unsent as u64 {
                return Err(Overflow::Socket);
            }
        }
        Ok(())
    }

    /// The next message to write.
    pub(super) fn next(&mut self) -> Option<Utf8Bytes> {
        let (seq, text) = self.tail.iter().find(|(seq, _)| *seq > self.sent)?;
        self.sent = *seq;
        Some(text.clone())
    }

    /// Forgets what the client has. A number that was never sent is refused.
    pub(super) fn acknowledge(&mut self, seq: u64) -> Result<(), Close> {
        if seq > self.sent {
            return Err(Close::Protocol);
        }
        while self.tail.front().is_some_and(|(kept, _)| *kept <= seq) {
            if let Some((_, text)) = self.tail.pop_front() {
                self.tail_bytes -= text.as_str().len();
            }
        }
        Ok(())
    }

    /// Takes the seat again on another socket. Returns whether it had been away; nothing changes if it cannot be.
    pub(super) fn resume(&mut self, received: u64, line: Arc<Line>) -> Option<bool> {
        let oldest = self.tail.front().map_or(self.seq, |(seq, _)| seq - 1);
        if received < oldest || received > self.seq {
            return None;
        }
        self.sent = self.sent.max(received);
        self.acknowledge(received).ok()?;
        self.sent = received;
        match std::mem::replace(&mut self.presence, Presence::Here(line)) {
            Presence::Here(old) => {
                old.close(Close::Replaced);
                Some(false)
            }
            Presence::AwaySince(_) => Some(true),
        }
    }
}
