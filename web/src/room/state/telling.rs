//! What a room tells: news to its clients, facts to whoever records them. A client that takes nothing is given up here.

use super::super::close::Close;
use super::super::facts::{Fact, What};
use super::super::message::{Gone, News};
use super::super::seat::{Overflow, Presence};
use super::State;
use tokio::time::Instant;
use uuid::Uuid;

impl State {
    pub(super) fn tell_others(&mut self, client: u32, what: &News, now: Instant) {
        let others: Vec<u32> = self.seats.keys().copied().filter(|other| *other != client).collect();
        for other in others {
            self.tell(other, what, now);
        }
    }

    pub(super) fn tell(&mut self, client: u32, what: &News, now: Instant) {
        let Some(seat) = self.seats.get_mut(&client) else { return };
        match seat.tell(what, &self.limits) {
            Ok(()) => {}
            Err(Overflow::Seat) => self.remove(client, Close::Slow, Gone::Lost, now),
            Err(Overflow::Socket) => {
                if let Presence::Here(line) = &seat.presence {
                    line.close(Close::Slow);
                }
                seat.presence = Presence::AwaySince(now);
                self.tell_others(client, &News::Away { client }, now);
            }
        }
    }

    pub(super) fn fact(&mut self, what: What, at: Instant) {
        self.told += 1;
        let id = Uuid::new_v5(&self.run, &self.told.to_be_bytes());
        self.facts.push_back(Fact { id, room: self.room, at, what });
    }
}
