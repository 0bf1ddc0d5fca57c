//! Who may come into the room, and what the one who holds the call does about it: put out, let in again, close, open.

use super::super::close::Close;
use super::super::facts::What;
use super::super::message::{By, Gone, News, Out};
use super::super::seat::Presence;
use super::super::{ParticipantId, Side};
use super::State;
use tokio::time::Instant;

impl State {
    /// Whether somebody who has no place here may take one.
    pub(super) fn admits(&self, participant: ParticipantId, side: Side) -> Result<(), Close> {
        if self.out.contains_key(&participant) {
            return Err(Close::PutOut);
        }
        let may = !self.closed || side == Side::Professional || self.known.contains(&participant);
        if may { Ok(()) } else { Err(Close::Closed) }
    }

    /// Who was put out, as somebody on this side is told it.
    pub(super) fn out_for(&self, side: Side) -> Vec<Out> {
        if side == Side::Professional { self.out.values().copied().collect() } else { Vec::new() }
    }

    /// Who has this number, or had it when they were put out.
    pub(in crate::room) fn participant(&self, client: u32) -> Option<ParticipantId> {
        let out = || self.out.iter().find(|(_, out)| out.client == client).map(|(who, _)| *who);
        self.seats.get(&client).map(|seat| seat.participant).or_else(out)
    }

    /// Somebody may not be here any more: a call they hold ends, another goes on without them.
    pub(in crate::room) fn dismiss(&mut self, who: ParticipantId, now: Instant) {
        let theirs = self.seats_of(who);
        let holds = |client: &u32| self.seats.get(client).is_some_and(|seat| seat.side == Side::Professional);
        if theirs.iter().any(holds) {
            self.end(By::Host, now);
            return;
        }
        self.known.remove(&who);
        for client in theirs {
            self.remove(client, Close::PutOut, Gone::Left, now);
        }
    }

    /// The visitor waits again: everybody leaves, and what was decided about the room is over with it.
    pub(in crate::room) fn give_on(&mut self, now: Instant) {
        for client in self.seats.keys().copied().collect::<Vec<_>>() {
            self.remove(client, Close::Waits, Gone::Left, now);
        }
        self.closed = false;
        self.hold = None;
        self.holder = None;
        self.out.clear();
        self.known.clear();
    }

    /// Whether a page has another part than it thinks: it was opened before the call was handed over.
    pub(super) fn another_part(&self, participant: ParticipantId, side: Side) -> bool {
        self.holder.is_some_and(|holder| (participant == holder) != (side == Side::Professional))
    }

    /// The call is another's from now on. Both come back with the page of their new part; what the one may no more, holds at once.
    pub(in crate::room) fn hand_over(&mut self, from: ParticipantId, to: ParticipantId) {
        self.holder = Some(to);
        for seat in self.seats.values_mut() {
            seat.side = match seat.participant {
                who if who == from => Side::Colleague,
                who if who == to => Side::Professional,
                ParticipantId(_) => continue,
            };
            if let Presence::Here(line) = &seat.presence {
                line.close(Close::NewPart);
            }
        }
    }

    /// Puts somebody out; nobody puts out a professional.
    pub(super) fn put_out(&mut self, client: u32, by: ParticipantId, now: Instant) {
        let Some(seat) = self.seats.get(&client).filter(|seat| seat.side != Side::Professional) else {
            return;
        };
        let (who, side) = (seat.participant, seat.side);
        self.out.insert(who, Out { client, side });
        self.known.remove(&who);
        self.fact(What::PutOut { by, who }, now);
        self.remove(client, Close::PutOut, Gone::PutOut, now);
    }

    /// Lets somebody come back, by the number under which they were put out.
    pub(super) fn let_in(&mut self, client: u32, by: ParticipantId, now: Instant) {
        let found = self.out.iter().find(|(_, out)| out.client == client).map(|(who, _)| *who);
        let Some(who) = found else { return };
        self.out.remove(&who);
        self.known.insert(who);
        self.fact(What::LetBackIn { by, who }, now);
        self.tell_professionals(&News::LetIn { client }, now);
    }

    /// Closes the room to newcomers, or opens it.
    pub(super) fn set_door(&mut self, closed: bool, by: ParticipantId, now: Instant) {
        if self.closed == closed {
            return;
        }
        self.closed = closed;
        self.fact(if closed { What::Closed { by } } else { What::Opened { by } }, now);
        self.tell_professionals(&News::Door { closed }, now);
    }

    /// Puts everybody on hold, or takes them off it. All are told, whoever said it too: then it holds.
    pub(super) fn set_hold(&mut self, on: bool, now: Instant) {
        if self.hold == Some(on) {
            return;
        }
        self.hold = Some(on);
        self.tell_others(0, &News::Hold { on }, now);
    }

    /// Something changed among the guests who are not in the room; the page that may see them looks again.
    pub(in crate::room) fn guests_changed(&mut self, now: Instant) {
        self.tell_professionals(&News::Guests {}, now);
    }

    fn tell_professionals(&mut self, what: &News, now: Instant) {
        let professional = self.seats.iter().filter(|(_, seat)| seat.side == Side::Professional);
        for client in professional.map(|(client, _)| *client).collect::<Vec<_>>() {
            self.tell(client, what, now);
        }
    }
}
