//! Who may come into the room, and what the one who holds the call does about it: put out, let in again, close, open, hold, end. It is asked first, and done once the
//! caller has recorded it: what the rules refuse changes nothing here.

use super::super::close::Close;
use super::super::facts::{Fact, Refused, What};
use super::super::message::{By, Gone, News, Other, Out};
use super::super::seat::Presence;
use super::super::{ParticipantId, Side};
use super::{State, WAITING_FACTS};
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

    /// Who was lost, as others are told of them: under the number of their last place.
    pub(super) fn lost_ones(&self) -> Vec<Other> {
        let other = |(who, (client, instance)): (&ParticipantId, &(u32, String))| {
            let (person, side) = *self.people.get(who)?;
            Some(Other {
                client: *client,
                person,
                side,
                instance: instance.clone(),
                away: true,
                you_offer: false,
            })
        };
        self.lost.iter().filter_map(other).collect()
    }

    /// Whether somebody is in the room, or was lost from it: their page may be in touch with others still.
    pub(in crate::room) fn concerns(&self, who: ParticipantId) -> bool {
        self.ended.is_none() && (self.present.contains(&who) || self.lost.contains_key(&who))
    }

    /// Somebody may not be here any more: a call they hold ends, another goes on without them. So it is with one who was lost: what runs between the pages ends.
    pub(in crate::room) fn dismiss(&mut self, who: ParticipantId, now: Instant) {
        let (theirs, lost) = (self.seats_of(who), self.lost.remove(&who));
        let here = !theirs.is_empty() || lost.is_some();
        if here && self.people.get(&who).is_some_and(|(_, side)| *side == Side::Professional) {
            self.end(By::Host, now);
            return;
        }
        self.known.remove(&who);
        if let Some((client, _)) = lost {
            self.tell_others(0, &News::Gone { client, why: Gone::Left }, now);
        }
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
        self.unsaid = None;
        self.holder = None;
        self.out.clear();
        self.known.clear();
        self.lost.clear();
    }

    /// Whether a page has another part than it thinks: it was opened before the call was handed over.
    pub(super) fn another_part(&self, participant: ParticipantId, side: Side) -> bool {
        self.holder.is_some_and(|holder| (participant == holder) != (side == Side::Professional))
    }

    /// The call is another's from now on. Both come back with the page of their new part; what the one may no more, holds at once.
    pub(in crate::room) fn hand_over(&mut self, from: ParticipantId, to: ParticipantId) {
        self.holder = Some(to);
        for (who, side) in [(from, Side::Colleague), (to, Side::Professional)] {
            if let Some((_, part)) = self.people.get_mut(&who) {
                *part = side;
            }
        }
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

    /// Asks the caller to record something. Whoever asks faster than it can be recorded comes back later.
    pub(super) fn ask(&mut self, what: What, now: Instant) -> Result<(), Close> {
        if self.facts.len() >= WAITING_FACTS {
            return Err(Close::Busy);
        }
        self.fact(what, now);
        Ok(())
    }

    /// Asks that somebody be put out, though their place may be given up already: pages go on without it. Nobody puts out a professional.
    pub(super) fn ask_put_out(&mut self, client: u32, by: ParticipantId, now: Instant) -> Result<(), Close> {
        let lost = || self.lost.iter().find(|(_, (last, _))| *last == client).map(|(who, _)| *who);
        let who = self.seats.get(&client).map(|seat| seat.participant).or_else(lost);
        let may =
            |who: &ParticipantId| self.people.get(who).is_some_and(|(_, side)| *side != Side::Professional);
        who.filter(may).map_or(Ok(()), |who| self.ask(What::PutOut { by, who }, now))
    }

    /// Asks that somebody may come back, by the number under which they were put out.
    pub(super) fn ask_let_in(&mut self, client: u32, by: ParticipantId, now: Instant) -> Result<(), Close> {
        let found = self.out.iter().find(|(_, out)| out.client == client).map(|(who, _)| *who);
        found.map_or(Ok(()), |who| self.ask(What::LetBackIn { by, who }, now))
    }

    /// Asks that the room be closed to newcomers, or opened, unless it was asked already.
    pub(super) fn ask_door(&mut self, closed: bool, by: ParticipantId, now: Instant) -> Result<(), Close> {
        let what = if closed { What::Closed { by } } else { What::Opened { by } };
        let asked = |fact: &&Fact| matches!(fact.what, What::Closed { .. } | What::Opened { .. });
        let already = match self.facts.iter().rfind(asked) {
            Some(last) => last.what == what,
            None => self.closed == closed,
        };
        if already { Ok(()) } else { self.ask(what, now) }
    }

    /// Asks whether everybody may be put on hold, or taken off it.
    pub(super) fn ask_hold(&mut self, on: bool, by: ParticipantId, now: Instant) -> Result<(), Close> {
        self.ask(What::Hold { by, on }, now)
    }

    /// Does what was asked and stands.
    pub(super) fn carry_out(&mut self, what: What, now: Instant) {
        match what {
            What::Joined(_) | What::Connected(_) | What::Left(_) | What::Ended(_) => {}
            What::PutOut { who, .. } => self.put_out(who, now),
            What::LetBackIn { who, .. } => self.let_in(who, now),
            What::Closed { .. } => self.set_door(true, now),
            What::Opened { .. } => self.set_door(false, now),
            // Whoever asked may have left since, and nobody stays on hold for them.
            What::Hold { on, .. } => self.set_hold(on && self.is_held(), now),
            What::End { .. } => drop(self.close_for_all(By::Professional, now)),
        }
    }

    /// What was refused is not done, and whoever asked is told why. Whoever came in and may not be here goes; and where there is no call any more, everybody is told.
    pub(super) fn refuse(&mut self, what: What, Refused { why, over }: Refused, now: Instant) {
        if let Some((by, asked)) = what.asked() {
            for client in self.seats_of(by) {
                self.tell(client, &News::Refused { what: asked, why }, now);
            }
        }
        if over {
            self.close_for_all(By::Host, now);
        } else if let What::Joined(who) = what {
            self.known.remove(&who);
            for client in self.seats_of(who) {
                self.remove(client, Close::NotAllowed, Gone::Left, now);
            }
        }
    }

    fn put_out(&mut self, who: ParticipantId, now: Instant) {
        let Some((person, side)) =
            self.people.get(&who).copied().filter(|(_, side)| *side != Side::Professional)
        else {
            return;
        };
        let (seats, lost) = (self.seats_of(who), self.lost.remove(&who).map(|(client, _)| client));
        // The number that pages know them by; whoever has left meanwhile had it last.
        let client = seats.last().copied().or(lost).unwrap_or(person);
        self.out.insert(who, Out { client, side });
        self.known.remove(&who);
        let news = News::Gone { client, why: Gone::PutOut };
        if lost.is_some() {
            self.tell_others(0, &news, now);
        } else if seats.is_empty() {
            self.tell_professionals(&news, now);
        }
        for client in seats {
            self.remove(client, Close::PutOut, Gone::PutOut, now);
        }
    }

    fn let_in(&mut self, who: ParticipantId, now: Instant) {
        let Some(Out { client, .. }) = self.out.remove(&who) else { return };
        self.known.insert(who);
        self.tell_professionals(&News::LetIn { client }, now);
    }

    fn set_door(&mut self, closed: bool, now: Instant) {
        if self.closed != closed {
            self.closed = closed;
            self.tell_professionals(&News::Door { closed }, now);
        }
    }

    /// Whether somebody who holds the call has a place in it, their socket lost or not.
    pub(super) fn is_held(&self) -> bool {
        self.seats.values().any(|seat| seat.side == Side::Professional)
    }

    /// Puts everybody on hold, or takes them off it. All are told, whoever said it too: then it holds.
    pub(super) fn set_hold(&mut self, on: bool, now: Instant) {
        if self.hold == Some(on) {
            return;
        }
        self.hold = Some(on);
        self.unsaid = None;
        self.tell_others(0, &News::Hold { on }, now);
    }

    /// Somebody comes into a room that was made anew, as after a restart. A page that is on hold stays so for the grace, within which the professional's says it again; one of theirs
    /// that comes meanwhile has the same time for it.
    pub(super) fn await_holder(&mut self, side: Side, held: bool, now: Instant) {
        match self.unsaid {
            Some(_) if side == Side::Professional => self.unsaid = Some(now),
            None if held => self.unsaid = Some(now),
            Some(_) | None => {}
        }
    }

    /// The time is over: nobody stays on hold for somebody who does not come. What was asked and waits for the log is an answer too.
    pub(super) fn nobody_said(&mut self, now: Instant) {
        let asked = self.facts.iter().any(|fact| matches!(fact.what, What::Hold { .. }));
        // The log may refuse what was asked: then it is looked at again.
        self.unsaid = asked.then_some(now);
        if !asked && self.ended.is_none() {
            self.set_hold(false, now);
        }
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
